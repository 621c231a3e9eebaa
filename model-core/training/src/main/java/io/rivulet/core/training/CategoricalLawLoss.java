package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.numerics.Elementary;

/** Of one of several unordered values: the softmax's. */
record CategoricalLawLoss(int values) implements LawLoss {

    @Override
    public double nats(float[] outputs, int at, float symbol) {
        float most = most(outputs, at);
        double sum = 0;
        for (int k = at; k < at + values; k++) {
            sum += Elementary.exp(outputs[k] - most);
        }
        return StrictMath.log(sum) + most - outputs[at + (int) symbol];
    }

    @Override
    public void gradient(float[] outputs, int at, float symbol, float weight) {
        float most = most(outputs, at);
        float sum = 0;
        for (int k = at; k < at + values; k++) {
            outputs[k] = Elementary.exp(outputs[k] - most);
            sum += outputs[k];
        }
        for (int k = at; k < at + values; k++) {
            outputs[k] = Adjoints.settle(outputs[k] * (weight / sum));
        }
        outputs[at + (int) symbol] -= weight;
    }

    private float most(float[] outputs, int at) {
        float most = outputs[at];
        for (int k = at + 1; k < at + values; k++) {
            most = Math.max(most, outputs[k]);
        }
        return most;
    }
}
