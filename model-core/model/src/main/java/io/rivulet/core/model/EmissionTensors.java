package io.rivulet.core.model;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.StudentT;
import io.rivulet.core.emission.Windowed;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors that an emission has beside the linear map {@code decoder.emission}, which all have.
 *
 * @param frame F, symbols a step
 * @param width H, width of the residual stream
 */
record EmissionTensors(int frame, int width) implements Emission.Cases<List<TensorSpec>> {

    @Override
    public List<TensorSpec> bernoulli(Bernoulli emission) {
        return List.of();
    }

    @Override
    public List<TensorSpec> autoregressiveBernoulli(AutoregressiveBernoulli emission) {
        List<TensorSpec> specs = new ArrayList<>();
        TensorLayout.linear(specs, "decoder.inside", emission.hidden(), width);
        specs.add(TensorSpec.of("decoder.inside.v", frame, emission.hidden()));
        specs.add(TensorSpec.of("decoder.inside.w", frame, emission.hidden()));
        return specs;
    }

    @Override
    public List<TensorSpec> categorical(Categorical emission) {
        return List.of();
    }

    @Override
    public List<TensorSpec> gaussian(Gaussian emission) {
        return List.of();
    }

    @Override
    public List<TensorSpec> studentT(StudentT emission) {
        return List.of();
    }

    @Override
    public List<TensorSpec> windowed(Windowed emission) {
        List<TensorSpec> specs = new ArrayList<>();
        if (!emission.law().ordered()) {
            specs.add(TensorSpec.of("decoder.window.embed", emission.values(), emission.windowInputs()));
        }
        int context = emission.context();
        specs.add(TensorSpec.of("decoder.context.nu", context));
        specs.add(TensorSpec.of("decoder.context.theta", context));
        specs.add(TensorSpec.of("decoder.context.x0", 2 * context));
        TensorLayout.linear(specs, "decoder.context.drive", 2 * context, emission.inputWidth(frame));
        TensorLayout.linear(specs, "decoder.context.embed_o", emission.joint(), width);
        TensorLayout.linear(specs, "decoder.context.embed_c", emission.joint(), 2 * context);
        TensorLayout.linear(specs, "decoder.context.readout", emission.logitsWidth(frame), emission.joint());
        int inputs = emission.features() + emission.lags().size() * emission.windowInputs();
        TensorLayout.linear(specs, "decoder.window.hidden", emission.hidden(), inputs);
        TensorLayout.linear(specs, "decoder.window.inner", emission.inner(), emission.hidden());
        TensorLayout.linear(specs, "decoder.window.out", emission.law().outputs(), emission.inner());
        return specs;
    }
}
