package io.rivulet.core.training;

import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where training starts: eigenvalues with squared modulus uniform in [0.25, 0.998] and phase uniform in (0, pi), inputs
 * scaled so that every state has about unit variance, linear maps uniform in +-1/sqrt(in).
 */
public final class Initialisation {
    private static final double MIN_MODULUS = 0.5;
    private static final double MAX_MODULUS = 0.999;

    private Initialisation() {}

    static Parameters of(ModelConfig config, long seed) {
        Parameters parameters = of(TensorLayout.all(config), seed);
        soften(parameters, config);
        return parameters;
    }

    /** Of any tensors, by the last part of their names and their shapes. */
    public static Parameters of(List<TensorSpec> specs, long seed) {
        Parameters parameters = new Parameters(specs);
        SplittableRandom random = new SplittableRandom(seed);
        for (TensorSpec spec : specs) {
            fill(spec, parameters, random);
        }
        return parameters;
    }

    private static void fill(TensorSpec spec, Parameters parameters, SplittableRandom random) {
        String name = spec.name();
        String last = name.substring(name.lastIndexOf('.') + 1);
        float[] values = parameters.values();
        int at = parameters.offset(name);
        int size = Math.toIntExact(spec.size());
        switch (last) {
            case "nu" -> eigenvalues(parameters, name.substring(0, name.length() - 2), size, random);
            case "theta", "log_gamma", "x0", "A_log" -> {
                // theta and log_gamma are drawn together with nu, A_log is set by its model; x0 starts at zero
            }
            case "B" ->
                normal(values, at, size, 1 / Math.sqrt(2.0 * spec.shape().get(1)), random);
            case "C" -> normal(values, at, size, 1 / Math.sqrt(spec.shape().get(1) / 2.0), random);
            case "D" -> normal(values, at, size, 1, random);
            case "embed" -> normal(values, at, size, 1, random);
            case "symbol", "step", "place" -> normal(values, at, size, 0.3, random);
            case "planned" -> normal(values, at, size, 0.02, random);
            case "v" -> normal(values, at, size, 0.1, random);
            case "w" -> normal(values, at, size, 1 / Math.sqrt(spec.shape().get(1)), random);
            default -> linearOrNorm(spec, parameters, random);
        }
    }

    private static void linearOrNorm(TensorSpec spec, Parameters parameters, SplittableRandom random) {
        String name = spec.name();
        int at = parameters.offset(name);
        int size = Math.toIntExact(spec.size());
        if (name.endsWith("norm.weight")) {
            Arrays.fill(parameters.values(), at, at + size, 1f);
        } else if (name.endsWith(".weight")) {
            uniform(parameters.values(), at, size, spec.shape().get(1), random);
        } else if (!name.endsWith("norm.bias")) {
            int in = inputs(parameters, name.substring(0, name.length() - ".bias".length()) + ".weight");
            uniform(parameters.values(), at, size, in, random);
        }
    }

    private static int inputs(Parameters parameters, String weight) {
        for (TensorSpec spec : parameters.specs()) {
            if (spec.name().equals(weight)) {
                return spec.shape().get(1);
            }
        }
        throw new IllegalStateException("a bias must belong to a weight, found no " + weight);
    }

    private static void eigenvalues(Parameters parameters, String layer, int states, SplittableRandom random) {
        int nu = parameters.offset(layer + "nu");
        int theta = parameters.offset(layer + "theta");
        double low = MIN_MODULUS * MIN_MODULUS;
        double high = MAX_MODULUS * MAX_MODULUS;
        for (int p = 0; p < states; p++) {
            double square = low + (high - low) * random.nextDouble();
            parameters.values()[nu + p] = (float) Math.log(-0.5 * Math.log(square));
            parameters.values()[theta + p] = (float) Math.log(Math.PI * random.nextDouble() + 1e-4);
            if (parameters.has(layer + "log_gamma")) {
                parameters.values()[parameters.offset(layer + "log_gamma") + p] = (float) (0.5 * Math.log(1 - square));
            }
        }
    }

    /** The heads of the latents begin close to the unconditional prior, a Gaussian posterior narrower than it. */
    private static void soften(Parameters parameters, ModelConfig config) {
        boolean observed = config.conditioning() == Conditioning.OBSERVED;
        flatten(parameters, config, observed ? "decoder.prior" : "partial.out");
        if (config.latents().flow()) {
            scale(parameters, config, "encoder.out", 0.5f);
            int bias = parameters.offset("encoder.out.bias");
            int width = config.latents().inputs();
            Arrays.fill(parameters.values(), bias + width, bias + 2 * width, -1f);
            flatten(parameters, config, "flow.out");
        }
    }

    private static void flatten(Parameters parameters, ModelConfig config, String head) {
        scale(parameters, config, head, 0.1f);
        int at = parameters.offset(head + ".bias");
        Arrays.fill(parameters.values(), at, at + config.latents().parameters(), 0f);
    }

    private static void scale(Parameters parameters, ModelConfig config, String head, float factor) {
        int at = parameters.offset(head + ".weight");
        for (int i = at; i < at + config.latents().parameters() * config.width(); i++) {
            parameters.values()[i] *= factor;
        }
    }

    private static void normal(float[] values, int at, int size, double deviation, SplittableRandom random) {
        for (int i = at; i < at + size; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }

    private static void uniform(float[] values, int at, int size, int in, SplittableRandom random) {
        double bound = 1 / Math.sqrt(in);
        for (int i = at; i < at + size; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }
}
