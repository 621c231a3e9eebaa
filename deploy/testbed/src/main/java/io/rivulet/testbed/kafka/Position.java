package io.rivulet.testbed.kafka;

/** A place in a topic. */
public record Position(int partition, long offset) {}
