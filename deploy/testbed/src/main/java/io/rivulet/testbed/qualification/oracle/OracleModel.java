package io.rivulet.testbed.qualification.oracle;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.numerics.Kernels;

/** A model as an oracle uses it. */
public record OracleModel(Bundle bundle, Generator generator) {

    /** The model of a bundle, on the best kernels of this machine. */
    public static OracleModel of(Bundle bundle) {
        return new OracleModel(bundle, new Generator(bundle, Kernels.best()));
    }

    /** The model's name. */
    public String name() {
        return bundle.config().name();
    }

    /** What names it beyond doubt. */
    public Fingerprint fingerprint() {
        return bundle.fingerprint();
    }

    /** Symbols a step. */
    public int frame() {
        return bundle.config().frame();
    }

    /** Whether it is the same model: it then goes on from the other's sessions, whatever the policy. */
    public boolean is(OracleModel other) {
        return fingerprint().equals(other.fingerprint());
    }

    @Override
    public String toString() {
        return "model " + fingerprint().shortened();
    }
}
