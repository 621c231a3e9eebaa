package io.rivulet.cli.model;

import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Neighbourhood;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The architecture of a model that is trained. */
final class ModelOptions {

    /** What a symbol may see of the others of its block, beside what the latents decide. */
    enum Head {
        /** Nothing. */
        INDEPENDENT,
        /** The earlier ones of its frame. */
        INSIDE,
        /** Those around it, in its frame and in those before. */
        WINDOW
    }

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "model", description = "What the model is called.")
    private String name = "";

    @Option(
            names = "--frame",
            paramLabel = "F",
            description = "Symbols a step, which divide an image (default: a row of the images).")
    private @Nullable Integer frame;

    @Option(names = "--latent", paramLabel = "D", defaultValue = "16", description = "Latents a step.")
    private int latent;

    @Option(names = "--width", paramLabel = "H", defaultValue = "64", description = "Width of the layers.")
    private int width;

    @Option(names = "--states", paramLabel = "P", defaultValue = "64", description = "Complex states a layer.")
    private int states;

    @Option(names = "--decoder", paramLabel = "L", defaultValue = "2", description = "Layers of the decoder.")
    private int decoder;

    @Option(names = "--encoder", paramLabel = "L", defaultValue = "3", description = "Layers of the encoder.")
    private int encoder;

    @Option(names = "--flow", paramLabel = "L", defaultValue = "2", description = "Layers of the posterior's flow.")
    private int flow;

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            defaultValue = "WINDOW",
            description =
                    "What a symbol may see of the others of its block: ${COMPLETION-CANDIDATES}. Colours need WINDOW.")
    private Head head = Head.WINDOW;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "64", description = "Hidden units of the head.")
    private int hidden;

    @Option(
            names = "--inner",
            paramLabel = "N",
            defaultValue = "32",
            description = "Units of the window's second layer.")
    private int inner;

    @Option(
            names = "--features",
            paramLabel = "N",
            defaultValue = "8",
            description = "Numbers that each symbol has of the decoder's, for the window.")
    private int features;

    @Option(
            names = "--context",
            paramLabel = "N",
            defaultValue = "32",
            description = "Complex states of the window's recurrence over frames.")
    private int context;

    @Option(
            names = "--joint",
            paramLabel = "N",
            defaultValue = "64",
            description = "Units that join the decoder's output and that recurrence.")
    private int joint;

    @Option(
            names = "--row",
            paramLabel = "N",
            description = "Symbols a row, for the window (default: as the images have).")
    private @Nullable Integer row;

    @Option(names = "--left", paramLabel = "N", defaultValue = "6", description = "The window: symbols just before.")
    private int left;

    @Option(names = "--above", paramLabel = "N", defaultValue = "2", description = "The window: rows above.")
    private int above;

    @Option(
            names = "--beside",
            paramLabel = "N",
            defaultValue = "4",
            description = "The window: symbols to both sides of the same place in these rows.")
    private int beside;

    /** Symbols a step, of images whose rows have so many. */
    int frame(int imageRow) {
        return frame == null ? imageRow : frame;
    }

    /** The architecture for symbols of a law, of images whose rows have so many. */
    ModelConfig config(SymbolLaw law, int imageRow) {
        return ModelConfig.named(name)
                .frame(frame(imageRow))
                .latents(new GaussianLatents(latent))
                .width(width)
                .states(states)
                .decoderLayers(decoder)
                .encoderLayers(encoder)
                .flowLayers(flow)
                .emission(emission(law, row == null ? imageRow : row))
                .build();
    }

    private Emission emission(SymbolLaw law, int windowRow) {
        if (head == Head.WINDOW) {
            return Windowed.of(law)
                    .features(features)
                    .context(context)
                    .joint(joint)
                    .hidden(hidden)
                    .inner(inner)
                    .lags(new Neighbourhood(left, above, beside).lags(windowRow))
                    .build();
        }
        if (!(law instanceof BinaryLaw)) {
            throw new IllegalArgumentException(
                    "symbols that are not binary need the head WINDOW, got " + head + "; leave --head out");
        }
        return head == Head.INSIDE ? new AutoregressiveBernoulli(hidden) : new Bernoulli();
    }
}
