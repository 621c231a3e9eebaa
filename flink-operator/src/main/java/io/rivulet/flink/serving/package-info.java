/**
 * Answers prompts, and keeps every session in Flink's keyed state. A prompt is admitted ({@code Admission}), opened
 * from the state of its session ({@code Continuation}), taken by waves one block after the other ({@code WaveOrder})
 * and run by the model ({@code Answerer}).
 *
 * <p>Whom a wave takes, and when it is complete, is decided in {@code WaveOrder} alone; which states a session has is
 * drawn at {@code Session}; what a rollout replaces is {@code ServedModel}.
 */
@NullMarked
package io.rivulet.flink.serving;

import org.jspecify.annotations.NullMarked;
