package io.rivulet.core.generate;

/** The model overflowed on a session. Nothing of the call counts: the state that came in is as good as before. */
public final class NonFiniteState extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int request;

    NonFiniteState(String what, int request) {
        super("all numbers of a session must stay finite, found " + what
                + " that is not; send symbols of the magnitude that the model was trained on, or reset the session");
        this.request = request;
    }

    /** Index, in the batch, of the first request that overflowed; the others can be asked for again without it. */
    public int request() {
        return request;
    }
}
