package io.rivulet.core.generate;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.layers.SsmLayer;
import io.rivulet.core.model.TensorSpec;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.PackedMatrix;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns named tensors into layers. Shapes come from the one list of tensors, so they cannot disagree with the reader.
 */
public final class TensorSource {

    private final Kernels kernels;
    private final Weights weights;
    private final Map<String, TensorSpec> specs;

    /** Of the tensors that {@code specs} name. */
    public TensorSource(List<TensorSpec> specs, Weights weights, Kernels kernels) {
        this.kernels = kernels;
        this.weights = weights;
        this.specs = specs.stream().collect(Collectors.toMap(TensorSpec::name, Function.identity()));
    }

    public float[] array(String name) {
        return weights.borrow(spec(name));
    }

    public Linear linear(String name) {
        return new Linear(matrix(name + ".weight"), array(name + ".bias"));
    }

    public SsmLayer layer(String name) {
        Diagonal lambda = Diagonal.of(array(name + ".nu"), array(name + ".theta"));
        return new SsmLayer(
                lambda,
                array(name + ".x0"),
                array(name + ".norm.weight"),
                array(name + ".norm.bias"),
                drive(name),
                matrix(name + ".C"),
                array(name + ".D"),
                linear(name + ".W"));
    }

    /** gamma * B, folded into one matrix: [2P, H]. */
    private PackedMatrix drive(String name) {
        float[] logGamma = array(name + ".log_gamma");
        float[] b = array(name + ".B");
        int states = logGamma.length;
        int width = b.length / (2 * states);
        float[] drive = new float[b.length];
        for (int row = 0; row < 2 * states; row++) {
            double gamma = StrictMath.exp(logGamma[row % states]);
            for (int i = row * width; i < (row + 1) * width; i++) {
                drive[i] = (float) (gamma * b[i]);
            }
        }
        return kernels.pack(drive, 2 * states, width);
    }

    public PackedMatrix matrix(String name) {
        TensorSpec spec = spec(name);
        return kernels.pack(array(name), spec.shape().get(0), spec.shape().get(1));
    }

    private TensorSpec spec(String name) {
        TensorSpec spec = specs.get(name);
        if (spec == null) {
            throw new IllegalArgumentException("no tensor is called " + name + " in this architecture");
        }
        return spec;
    }
}
