package io.rivulet.testbed.qualification;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.Kernels;

/** A model as an oracle uses it. */
record OracleModel(Bundle bundle, Generator generator) {

    static OracleModel of(Bundle bundle) {
        return new OracleModel(bundle, new Generator(bundle, Kernels.best()));
    }

    String name() {
        return bundle.config().name();
    }

    String fingerprint() {
        return bundle.fingerprint();
    }

    int frame() {
        return bundle.config().frame();
    }

    /** Whether it is the same model: it then goes on from the other's sessions, whatever the policy. */
    boolean is(OracleModel other) {
        return fingerprint().equals(other.fingerprint());
    }

    @Override
    public String toString() {
        return "model " + Verdict.shortened(fingerprint());
    }
}
