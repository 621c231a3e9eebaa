package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Elementary;

/** Of a binary symbol. */
record BinaryLawLoss() implements LawLoss {

    @Override
    public double nats(float[] outputs, int at, float symbol) {
        return BernoulliLoss.nats(outputs[at], symbol);
    }

    @Override
    public void gradient(float[] outputs, int at, float symbol, float weight) {
        outputs[at] = Adjoints.settle((Elementary.sigmoid(outputs[at]) - symbol) * weight);
    }
}
