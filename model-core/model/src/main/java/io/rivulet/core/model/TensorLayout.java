package io.rivulet.core.model;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import java.util.ArrayList;
import java.util.List;

/** Every tensor of a configuration, by name and shape: the one list that reader, writer and trainer share. */
public final class TensorLayout {

    private TensorLayout() {}

    /** The tensors that serve: the decoder and its heads, and the partial posterior, where there is one. */
    public static List<TensorSpec> serving(ModelConfig config) {
        int width = config.width();
        Latents latents = config.latents();
        int frame = config.frame();
        List<TensorSpec> specs = new ArrayList<>();
        specs.addAll(stack("decoder", config.decoderLayers(), width, config.states()));
        boolean observed = config.conditioning() == Conditioning.OBSERVED;
        if (observed) {
            linear(specs, "decoder.embed_x", width, config.emission().inputWidth(frame));
        }
        linear(specs, "decoder.embed_z", width, latents.inputs());
        if (observed) {
            specs.add(TensorSpec.of("decoder.planned", width));
            linear(specs, "decoder.prior", latents.parameters(), width);
        } else {
            encoder(specs, "partial", config);
        }
        linear(specs, "decoder.emission", config.emission().logitsWidth(frame), width);
        if (config.emission() instanceof AutoregressiveBernoulli inside) {
            linear(specs, "decoder.inside", inside.hidden(), width);
            specs.add(TensorSpec.of("decoder.inside.v", frame, inside.hidden()));
            specs.add(TensorSpec.of("decoder.inside.w", frame, inside.hidden()));
        }
        if (config.emission() instanceof Windowed windowed) {
            window(specs, windowed, frame, config.width());
        }
        return List.copyOf(specs);
    }

    /** From frames, each with a mark of whether it is observed, to what decides the latents. */
    private static void encoder(List<TensorSpec> specs, String name, ModelConfig config) {
        int width = config.width();
        linear(specs, name + ".embed", width, config.emission().inputWidth(config.frame()) + 1);
        specs.addAll(stack(name, config.encoderLayers(), width, config.states()));
        linear(specs, name + ".out", config.latents().parameters(), width);
    }

    private static void window(List<TensorSpec> specs, Windowed windowed, int frame, int width) {
        SymbolLaw law = windowed.law();
        if (law instanceof CategoricalLaw) {
            specs.add(TensorSpec.of("decoder.window.embed", law.values(), windowed.windowInputs()));
        }
        int context = windowed.context();
        specs.add(TensorSpec.of("decoder.context.nu", context));
        specs.add(TensorSpec.of("decoder.context.theta", context));
        specs.add(TensorSpec.of("decoder.context.x0", 2 * context));
        linear(specs, "decoder.context.drive", 2 * context, windowed.inputWidth(frame));
        linear(specs, "decoder.context.embed_o", windowed.joint(), width);
        linear(specs, "decoder.context.embed_c", windowed.joint(), 2 * context);
        linear(specs, "decoder.context.readout", windowed.logitsWidth(frame), windowed.joint());
        int inputs = windowed.features() + windowed.lags().size() * windowed.windowInputs();
        linear(specs, "decoder.window.hidden", windowed.hidden(), inputs);
        linear(specs, "decoder.window.inner", windowed.inner(), windowed.hidden());
        linear(specs, "decoder.window.out", law.outputs(), windowed.inner());
    }

    /** The tensors that only training needs: the encoder and, of Gaussian latents, the posterior's flow. */
    public static List<TensorSpec> training(ModelConfig config) {
        int width = config.width();
        Latents latents = config.latents();
        List<TensorSpec> specs = new ArrayList<>();
        encoder(specs, "encoder", config);
        if (latents instanceof GaussianLatents) {
            linear(specs, "flow.embed_z", width, latents.inputs());
            linear(specs, "flow.embed_h", width, width);
            specs.addAll(stack("flow", config.flowLayers(), width, config.states()));
            linear(specs, "flow.out", latents.parameters(), width);
        }
        return List.copyOf(specs);
    }

    /** The tensors that serve, then those that only training needs. */
    public static List<TensorSpec> all(ModelConfig config) {
        List<TensorSpec> specs = new ArrayList<>(serving(config));
        specs.addAll(training(config));
        return List.copyOf(specs);
    }

    /** The tensors of state-space layers and of the norm after them, their names beginning with {@code name}. */
    public static List<TensorSpec> stack(String name, int layers, int width, int states) {
        List<TensorSpec> specs = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            layer(specs, name + ".layers." + i, width, states);
        }
        norm(specs, name + ".norm", width);
        return specs;
    }

    private static void layer(List<TensorSpec> specs, String name, int width, int states) {
        specs.add(TensorSpec.of(name + ".nu", states));
        specs.add(TensorSpec.of(name + ".theta", states));
        specs.add(TensorSpec.of(name + ".log_gamma", states));
        specs.add(TensorSpec.of(name + ".x0", 2 * states));
        specs.add(TensorSpec.of(name + ".B", 2 * states, width));
        specs.add(TensorSpec.of(name + ".C", width, 2 * states));
        specs.add(TensorSpec.of(name + ".D", width));
        norm(specs, name + ".norm", width);
        linear(specs, name + ".W", 2 * width, width);
    }

    private static void norm(List<TensorSpec> specs, String name, int width) {
        specs.add(TensorSpec.of(name + ".weight", width));
        specs.add(TensorSpec.of(name + ".bias", width));
    }

    private static void linear(List<TensorSpec> specs, String name, int out, int in) {
        specs.add(TensorSpec.of(name + ".weight", out, in));
        specs.add(TensorSpec.of(name + ".bias", out));
    }
}
