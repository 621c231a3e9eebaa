package io.rivulet.testbed.kafka;

/**
 * What a topic held at one place: an event, or the reason why the bytes there are none.
 *
 * @param <T> the event
 */
public sealed interface Received<T> {
    /** An event. */
    record Event<T>(Position position, T event) implements Received<T> {}

    /** Bytes that are no event of the expected contract. */
    record Unreadable<T>(Position position, String reason) implements Received<T> {}
}
