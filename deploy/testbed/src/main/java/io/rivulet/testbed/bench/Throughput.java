package io.rivulet.testbed.bench;

/**
 * What is answered with more prompts waiting than can be.
 *
 * @param promptsPerSecond answered in full
 * @param symbolsPerSecond generated
 * @param ofModel those symbols as a share of the model's alone just before and after
 */
record Throughput(double promptsPerSecond, double symbolsPerSecond, double ofModel) {}
