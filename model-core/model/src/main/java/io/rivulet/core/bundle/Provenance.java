package io.rivulet.core.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a model comes from: its licence (an SPDX expression) and an open JSON object about its training (command, seed,
 * seconds, learning curve), which nothing but people reads.
 */
public record Provenance(String licence, ObjectNode training) {

    public Provenance {
        if (licence.isBlank()) {
            throw new IllegalArgumentException(
                    "licence must be an SPDX expression, got a blank; name the terms under which the model may be"
                            + " used");
        }
        training = training.deepCopy();
    }

    /** A copy: changes to it reach nobody. */
    @Override
    public ObjectNode training() {
        return training.deepCopy();
    }
}
