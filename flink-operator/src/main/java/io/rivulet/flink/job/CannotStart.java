package io.rivulet.flink.job;

/**
 * Why the job cannot start as it is told to: the rule, the value found and the remedy, in one line. It has no stack
 * trace, for what is to be corrected stands outside of the program.
 */
public final class CannotStart extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    /** The same said by another exception, of which the first line is taken. */
    static CannotStart because(RuntimeException e) {
        return e instanceof CannotStart same
                ? same
                : new CannotStart(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
