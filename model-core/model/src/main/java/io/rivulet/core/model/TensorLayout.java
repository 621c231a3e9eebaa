package io.rivulet.core.model;

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
        switch (config.conditioning()) {
            case OBSERVED -> {
                linear(specs, "decoder.embed_x", width, config.emission().inputWidth(frame));
                linear(specs, "decoder.embed_z", width, latents.inputs());
                specs.add(TensorSpec.of("decoder.planned", width));
                linear(specs, "decoder.prior", latents.parameters(), width);
            }
            case PARTIAL_POSTERIOR -> {
                linear(specs, "decoder.embed_z", width, latents.inputs());
                encoder(specs, "partial", config);
            }
        }
        linear(specs, "decoder.emission", config.emission().logitsWidth(frame), width);
        specs.addAll(config.emission().match(new EmissionTensors(frame, width)));
        return List.copyOf(specs);
    }

    /** From frames, each with a mark of whether it is observed, to what decides the latents. */
    private static void encoder(List<TensorSpec> specs, String name, ModelConfig config) {
        int width = config.width();
        linear(specs, name + ".embed", width, config.emission().inputWidth(config.frame()) + 1);
        specs.addAll(stack(name, config.encoderLayers(), width, config.states()));
        linear(specs, name + ".out", config.latents().parameters(), width);
    }

    /** The tensors that only training needs: the encoder and, of Gaussian latents, the posterior's flow. */
    public static List<TensorSpec> training(ModelConfig config) {
        int width = config.width();
        Latents latents = config.latents();
        List<TensorSpec> specs = new ArrayList<>();
        encoder(specs, "encoder", config);
        if (latents.flow()) {
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

    static void linear(List<TensorSpec> specs, String name, int out, int in) {
        specs.add(TensorSpec.of(name + ".weight", out, in));
        specs.add(TensorSpec.of(name + ".bias", out));
    }
}
