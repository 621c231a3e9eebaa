package io.rivulet.core.baseline;

import io.rivulet.core.baseline.kernel.S5Loop;
import io.rivulet.core.baseline.kernel.WeightStream;
import io.rivulet.core.generate.TensorSource;
import io.rivulet.core.layers.SsmLayer;
import io.rivulet.core.model.Weights;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.List;

/** S5 for one sequence, one symbol a step, in the leanest loop. */
final class LeanS5 implements CachedBackbone {
    private final List<float[]> first = new ArrayList<>();
    private final List<S5Loop.Layer> layers = new ArrayList<>();
    private final S5Loop loop;

    LeanS5(Kernels kernels, Weights weights, S5 config) {
        TensorSource tensors = new TensorSource(config.tensors(), weights, kernels);
        WeightStream stream = new WeightStream();
        for (int i = 0; i < config.layers(); i++) {
            SsmLayer layer = tensors.layer("backbone.layers." + i);
            first.add(layer.x0());
            layers.add(new S5Loop.Layer(
                    layer.normWeight(),
                    layer.normBias(),
                    stream.append(layer.drive()),
                    layer.lambda(),
                    new float[2 * config.states()],
                    stream.append(layer.readout()),
                    layer.skip(),
                    stream.append(layer.mix().weight()),
                    layer.mix().bias()));
        }
        loop = new S5Loop(stream, layers, tensors.array("backbone.norm.weight"), tensors.array("backbone.norm.bias"));
        start();
    }

    @Override
    public void start() {
        for (int i = 0; i < layers.size(); i++) {
            System.arraycopy(first.get(i), 0, layers.get(i).x(), 0, first.get(i).length);
        }
    }

    @Override
    public void step(float[] h) {
        loop.step(h);
    }
}
