package io.rivulet.core.model;

import io.rivulet.core.emission.Emission;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The architecture of a model: everything that decides which tensors it has and what its symbols are.
 *
 * @param name what users call the model
 * @param frame F, symbols a step
 * @param latents what the latents of a step are
 * @param conditioning how what was observed decides what follows
 * @param width H, width of the residual stream
 * @param states P, complex states a layer
 * @param decoderLayers layers of the causal decoder
 * @param encoderLayers layers of the bidirectional encoder, used in training only, and of the partial posterior's
 *     causal stack, where there is one
 * @param flowLayers layers of the posterior's autoregressive flow, used in training only; 0 with categorical latents,
 *     whose posterior has none
 */
public record ModelConfig(
        String name,
        int frame,
        Latents latents,
        Conditioning conditioning,
        int width,
        int states,
        int decoderLayers,
        int encoderLayers,
        int flowLayers,
        Emission emission) {

    /** The most numbers that one frame may be, as the model's input or as its logits. */
    public static final int MAX_FRAME_NUMBERS = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public ModelConfig {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a model name must be 1 to 64 letters, digits, dots, dashes or underscores and begin with a letter"
                            + " or digit, got " + name.length() + " characters that do not match; rename the model");
        }
        Extents.within("frame", frame, 1 << 16);
        Extents.within("width", width, 1 << 13);
        Extents.within("states", states, 1 << 13);
        Extents.within("decoder layers", decoderLayers, 64);
        Extents.within("encoder layers", encoderLayers, 64);
        if (latents.flow()) {
            Extents.within("flow layers", flowLayers, 64);
        } else if (flowLayers != 0) {
            throw new IllegalArgumentException("only the posterior of Gaussian latents has a flow, got " + flowLayers
                    + " flow layers with " + latents + "; make them 0");
        }
        if (frame % emission.channels() != 0) {
            throw new IllegalArgumentException("a frame must hold whole groups of channels, got frame " + frame
                    + " with " + emission.channels() + " channels; make frame a multiple of the channels");
        }
        int group = emission.group();
        if (frame % group != 0) {
            throw new IllegalArgumentException("a frame must hold whole groups of symbols, got frame " + frame
                    + " with groups of " + group + "; make frame a multiple of the group");
        }
        long widest =
                Math.max((long) frame * emission.inputWidth(1), (long) (frame / group) * emission.logitsWidth(group));
        if (widest > MAX_FRAME_NUMBERS) {
            throw new IllegalArgumentException("a frame may enter and leave the model as at most " + MAX_FRAME_NUMBERS
                    + " numbers, got " + widest + "; make the frame or the number of values smaller");
        }
    }

    /**
     * Begins the configuration of a model called {@code name}: of observed input and without a flow, if not said
     * otherwise.
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Layers whose states a session keeps: the decoder's, then those of the partial posterior, where there is one. */
    public int servingLayers() {
        return switch (conditioning) {
            case OBSERVED -> decoderLayers;
            case PARTIAL_POSTERIOR -> decoderLayers + encoderLayers;
        };
    }

    /** Floats of a session's recurrent state: [servingLayers, 2 * states], then those of the emission's memory. */
    public int stateFloats() {
        return servingLayers() * 2 * states + emission.memoryFloats();
    }

    /** Names the parts of a configuration. */
    public static final class Builder {
        private final String name;
        private int frame;
        private @Nullable Latents latents;
        private Conditioning conditioning = Conditioning.OBSERVED;
        private int width;
        private int states;
        private int decoderLayers;
        private int encoderLayers;
        private int flowLayers;
        private @Nullable Emission emission;

        private Builder(String name) {
            this.name = name;
        }

        public Builder frame(int symbols) {
            frame = symbols;
            return this;
        }

        public Builder latents(Latents family) {
            latents = family;
            return this;
        }

        public Builder conditioning(Conditioning how) {
            conditioning = how;
            return this;
        }

        public Builder width(int numbers) {
            width = numbers;
            return this;
        }

        public Builder states(int complex) {
            states = complex;
            return this;
        }

        public Builder decoderLayers(int layers) {
            decoderLayers = layers;
            return this;
        }

        public Builder encoderLayers(int layers) {
            encoderLayers = layers;
            return this;
        }

        public Builder flowLayers(int layers) {
            flowLayers = layers;
            return this;
        }

        public Builder emission(Emission family) {
            emission = family;
            return this;
        }

        /** @throws IllegalArgumentException if a part is out of range or does not go with the others */
        public ModelConfig build() {
            return new ModelConfig(
                    name,
                    frame,
                    Objects.requireNonNull(latents, "a configuration must say what its latents are"),
                    conditioning,
                    width,
                    states,
                    decoderLayers,
                    encoderLayers,
                    flowLayers,
                    Objects.requireNonNull(emission, "a configuration must say what its emission is"));
        }
    }
}
