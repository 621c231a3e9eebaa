package io.rivulet.flink.state;

import io.rivulet.core.generate.SessionState;

/** A session between requests: what it has seen, and which model saw it. */
public record StoredSession(ModelIdentity model, SessionState state) {

    public StoredSession {
        if (state.pending() >= model.frame()) {
            throw new IllegalArgumentException("an unfinished frame must have less than " + model.frame()
                    + " symbols, got " + state.pending() + "; absorb whole frames");
        }
    }
}
