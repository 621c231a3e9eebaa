package io.rivulet.core.training;

import io.rivulet.core.model.TensorSpec;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam with decoupled weight decay (arXiv 1711.05101) over the flat parameters, with the gradient's norm clipped.
 * Parameters, gradient and both moments are ND4J vectors; a step copies the first two in and the parameters out.
 */
public final class AdamW {
    private static final double MEAN_KEPT = 0.9;
    private static final double EPSILON = 1e-8;

    private final Parameters parameters;
    private final OptimiserSettings settings;
    private final INDArray value;
    private final INDArray gradient;
    private final INDArray mean;
    private final INDArray square;
    private final INDArray work;
    private final INDArray rate;
    private final INDArray decay;
    private int done;

    public AdamW(Parameters parameters, OptimiserSettings settings) {
        this.parameters = parameters;
        this.settings = settings;
        int size = parameters.size();
        value = Nd4j.create(DataType.FLOAT, size);
        gradient = Nd4j.create(DataType.FLOAT, size);
        mean = Nd4j.zeros(DataType.FLOAT, size);
        square = Nd4j.zeros(DataType.FLOAT, size);
        work = Nd4j.create(DataType.FLOAT, size);
        float[] rates = new float[size];
        float[] decays = new float[size];
        for (TensorSpec spec : parameters.specs()) {
            int from = parameters.offset(spec.name());
            int to = from + Math.toIntExact(spec.size());
            Arrays.fill(rates, from, to, settings.rate(spec));
            Arrays.fill(decays, from, to, settings.decay(spec));
        }
        rate = Nd4j.createFromArray(rates);
        decay = Nd4j.createFromArray(decays);
    }

    /** Moves the parameters against {@code gradients}; returns the gradient's norm before clipping. */
    public double step(float[] gradients, double learningRate) {
        NativeThreads.one();
        done++;
        memory(value).put(parameters.values(), 0, parameters.size());
        memory(gradient).put(gradients, 0, parameters.size());
        double norm = gradient.norm2Number().doubleValue();
        if (norm > settings.maxNorm()) {
            gradient.muli(settings.maxNorm() / norm);
        }
        double squareKept = settings.squareKept();
        mean.muli(MEAN_KEPT).addi(gradient.muli(1 - MEAN_KEPT, work));
        square.muli(squareKept).addi(gradient.muli(gradient, work).muli(1 - squareKept));

        square.divi(1 - Math.pow(squareKept, done), gradient);
        Transforms.sqrt(gradient, false).addi(EPSILON);
        mean.divi(1 - Math.pow(MEAN_KEPT, done), work).divi(gradient);
        if (!settings.slow().isEmpty()) {
            work.muli(rate);
        }
        value.subi(work.muli(learningRate));
        value.subi(value.muli(decay, work).muli(learningRate));
        memory(value).get(parameters.values(), 0, parameters.size());
        return norm;
    }

    int stepsDone() {
        return done;
    }

    /** Steps so far and both moments, for a checkpoint. */
    State state() {
        return new State(done, mean.data().asFloat(), square.data().asFloat());
    }

    void restore(State state) {
        done = state.done();
        mean.data().setData(state.mean());
        square.data().setData(state.square());
    }

    /** The vector's own memory, which copies arrays as a whole. */
    private static FloatPointer memory(INDArray vector) {
        return new FloatPointer(vector.data().pointer());
    }

    record State(int done, float[] mean, float[] square) {}
}
