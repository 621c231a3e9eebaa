package io.rivulet.core.training;

import io.rivulet.core.model.TensorSpec;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam with decoupled weight decay (arXiv 1711.05101) over the flat parameters, with the gradient's norm clipped. The
 * recurrence's own parameters (nu, theta, log gamma) move at 0.3 of the rate and do not decay.
 */
final class AdamW {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.99;
    private static final double EPSILON = 1e-8;
    private static final double DECAY = 0.01;
    private static final float SLOW = 0.3f;
    private static final double MAX_NORM = 1.0;

    private final Parameters parameters;
    private final INDArray value;
    private final INDArray gradient;
    private final INDArray mean;
    private final INDArray square;
    private final INDArray work;
    private final INDArray rate;
    private final INDArray decay;
    private int done;

    AdamW(Parameters parameters) {
        this.parameters = parameters;
        // These vectors are short: ND4J's own threads would only compete with those that compute gradients.
        Nd4j.getEnvironment().setMaxThreads(1);
        int size = parameters.size();
        value = Nd4j.create(DataType.FLOAT, size);
        gradient = Nd4j.create(DataType.FLOAT, size);
        mean = Nd4j.zeros(DataType.FLOAT, size);
        square = Nd4j.zeros(DataType.FLOAT, size);
        work = Nd4j.create(DataType.FLOAT, size);
        float[] rates = new float[size];
        float[] decays = new float[size];
        for (TensorSpec spec : parameters.specs()) {
            String name = spec.name();
            boolean slow = name.endsWith(".nu") || name.endsWith(".theta") || name.endsWith(".log_gamma");
            int from = parameters.offset(name);
            for (int i = from; i < from + spec.size(); i++) {
                rates[i] = slow ? SLOW : 1f;
                decays[i] = slow ? 0f : (float) DECAY;
            }
        }
        rate = Nd4j.createFromArray(rates);
        decay = Nd4j.createFromArray(decays);
    }

    /** Moves the parameters against {@code gradients}; returns the gradient's norm before clipping. */
    double step(float[] gradients, double learningRate) {
        done++;
        value.data().setData(parameters.values());
        gradient.data().setData(gradients);
        double norm = gradient.norm2Number().doubleValue();
        if (norm > MAX_NORM) {
            gradient.muli(MAX_NORM / norm);
        }
        mean.muli(BETA_1).addi(work.assign(gradient).muli(1 - BETA_1));
        square.muli(BETA_2).addi(work.assign(gradient).muli(gradient).muli(1 - BETA_2));

        gradient.assign(square).divi(1 - Math.pow(BETA_2, done));
        Transforms.sqrt(gradient, false).addi(EPSILON);
        work.assign(mean).divi(1 - Math.pow(BETA_1, done)).divi(gradient).muli(rate);
        value.subi(work.muli(learningRate));
        value.subi(work.assign(value).muli(decay).muli(learningRate));
        System.arraycopy(value.data().asFloat(), 0, parameters.values(), 0, parameters.size());
        return norm;
    }

    /** Steps so far and both moments, for a checkpoint. */
    Moments moments() {
        return new Moments(done, mean.data().asFloat(), square.data().asFloat());
    }

    void restore(Moments moments) {
        done = moments.done();
        mean.data().setData(moments.mean());
        square.data().setData(moments.square());
    }

    record Moments(int done, float[] mean, float[] square) {}
}
