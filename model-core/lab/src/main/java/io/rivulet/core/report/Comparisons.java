package io.rivulet.core.report;

import io.rivulet.core.baseline.Baselines;
import io.rivulet.core.classifier.Classifier;
import io.rivulet.core.data.CifarImages;
import io.rivulet.core.data.IdxImages;
import io.rivulet.core.data.IdxLabels;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.data.TextBytes;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.Neighbourhood;
import io.rivulet.core.emission.SymbolLaw;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.evaluation.ImageForm;
import io.rivulet.core.model.CategoricalLatents;
import io.rivulet.core.model.Conditioning;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.Latents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.training.Trainable;
import io.rivulet.core.training.VariationalTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is compared on what. */
public final class Comparisons {
    private static final int ROW = 28;
    private static final int COLOUR_ROW = 96;
    private static final int COLOUR_FRAME = 48;
    private static final int TEXT_FRAME = 8;
    private static final int TEXT_STEPS = 16;
    private static final Latents GAUSSIAN = new GaussianLatents(16);
    private static final double FREE_NATS = 0.3;
    private static final List<Double> RATE = List.of(3e-3);
    private static final List<Double> RATES = List.of(3e-3, 1e-3, 8e-3);
    /** Processor seconds of training; the remarks beside the page name the baselines that want more. */
    private static final double DIGITS = 1800;

    private static final double DIGITS_S5 = 2400;
    private static final double DIGITS_MAMBA = 1200;
    private static final double DIGITS_TRANSFORMER = 4200;

    private static final double COLOURS = 600;
    private static final double COLOURS_S5 = 3000;
    private static final double SHORT = 120;

    private Comparisons() {}

    /** Handwritten digits, a row of 28 binary pixels a step, from a folder of the four IDX files, gzipped. */
    public static Comparison digits(Path folder) throws IOException {
        Sequences training = Sequences.binarised(IdxImages.read(folder.resolve("train-images-idx3-ubyte.gz")), ROW);
        Sequences test = Sequences.binarised(IdxImages.read(folder.resolve("t5k-images-idx3-ubyte.gz")), ROW);
        int[] labels =
                IdxLabels.read(folder.resolve("t5k-labels-idx1-ubyte.gz")).labels();
        SymbolLaw law = new BinaryLaw();
        Emission windowed = Windowed.of(law)
                .features(8)
                .context(32)
                .joint(64)
                .hidden(64)
                .inner(32)
                .lags(new Neighbourhood(6, 2, 4).lags(ROW))
                .build();
        int steps = training.steps();
        List<Candidate> candidates = List.of(
                exact("S5", Baselines.s5(law, ROW, steps), RATES, DIGITS_S5),
                exact("Mamba", Baselines.mamba(law, ROW, steps), RATES, DIGITS_MAMBA),
                exact("Transformer", Baselines.transformer(law, ROW, steps), RATES, DIGITS_TRANSFORMER),
                variant("no window", model("mnist", ROW, GAUSSIAN, new AutoregressiveBernoulli(64)), 0),
                variant("categorical latents", model("mnist", ROW, new CategoricalLatents(4, 16), windowed), 0),
                variant("partial posterior", partial(GAUSSIAN, windowed), 0),
                variant("0.3 free nats", model("mnist", ROW, GAUSSIAN, windowed), FREE_NATS),
                variant("AR-VSSM, as short", model("mnist", ROW, GAUSSIAN, windowed), 0),
                bound("AR-VSSM, 0.3 free nats", model("mnist", ROW, GAUSSIAN, windowed), FREE_NATS, RATES, DIGITS),
                bound("AR-VSSM", model("mnist", ROW, GAUSSIAN, windowed), 0, RATES, DIGITS));
        return new Comparison(
                "mnist",
                "Handwritten digits, 28 x 28, a pixel being 1 where it is brighter than half; the first 5,000 of the"
                        + " test images.",
                training,
                test,
                BoundUnit.NATS_PER_SEQUENCE,
                new TestImages(ImageForm.BINARY_DIGITS, labels, Classifier.ofDigits()),
                null,
                candidates);
    }

    /** Small colour photographs, 16 pixels a step, from a folder of CIFAR-10 files, gzipped. */
    public static Comparison colours(Path folder) throws IOException {
        CifarImages test = CifarImages.read(folder.resolve("test_batch.bin.gz"));
        Path[] files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().matches("data_batch_[0-9]+\\.bin\\.gz"))
                    .sorted()
                    .toArray(Path[]::new);
        }
        Sequences training = Sequences.coloured(CifarImages.read(files), COLOUR_FRAME);
        SymbolLaw law = new LogisticLaw(3, 256);
        Emission byPixel = Windowed.of(new LogisticLaw(3, 256, 3))
                .features(24)
                .context(32)
                .joint(64)
                .hidden(64)
                .inner(32)
                .lags(new Neighbourhood(9, 1, 8).lags(COLOUR_ROW))
                .build();
        int steps = training.steps();
        List<Candidate> candidates = List.of(
                exact("S5", Baselines.s5(law, COLOUR_FRAME, steps), RATES, COLOURS_S5),
                bound("AR-VSSM", model("cifar10", COLOUR_FRAME, GAUSSIAN, byPixel), FREE_NATS, RATE, COLOURS));
        return new Comparison(
                "cifar10",
                "CIFAR-10 **as decoded from JPEG copies**, slightly smoother than the originals: bits per dimension do"
                        + " not compare with published figures. 20,000 training and 2,000 test images of 32 x 32 x 3.",
                training,
                Sequences.coloured(test, COLOUR_FRAME),
                BoundUnit.BITS_PER_DIMENSION,
                new TestImages(ImageForm.COLOURS, test.labels(), Classifier.ofColours()),
                null,
                candidates);
    }

    /** A text, 8 bytes a step in sequences of 128, its last tenth held out: a study. */
    public static Comparison text(Path file) throws IOException {
        TextBytes text = TextBytes.read(file);
        TextBytes.Split split = text.split(0.1);
        Sequences training = split.training().sequences(TEXT_STEPS, TEXT_FRAME);
        Sequences test = split.heldOut().sequences(TEXT_STEPS, TEXT_FRAME);
        SymbolLaw law = new CategoricalLaw(text.alphabet().size());
        Emission windowed = Windowed.of(law)
                .features(8)
                .context(32)
                .joint(64)
                .hidden(128)
                .inner(64)
                .lags(new Neighbourhood(10, 0, 0).lags(TEXT_FRAME))
                .build();
        List<Candidate> candidates = List.of(
                exact("S5", Baselines.s5(law, TEXT_FRAME, TEXT_STEPS), RATE, SHORT),
                bound("AR-VSSM", model("text", TEXT_FRAME, GAUSSIAN, windowed), FREE_NATS, RATE, SHORT));
        float[] known = new float[text.symbols().length];
        for (int i = 0; i < known.length; i++) {
            known[i] = text.symbols()[i] & 0xff;
        }
        return new Comparison(
                "text",
                "A study, and no promise: " + file.getFileName() + ", " + known.length + " bytes, "
                        + text.alphabet().size() + " of them different. A word is valid if the text has it.",
                training,
                test,
                BoundUnit.BITS_PER_BYTE,
                null,
                new Words(text.alphabet(), known),
                candidates);
    }

    private static ModelConfig model(String name, int frame, Latents latents, Emission emission) {
        return model(name, frame, latents, Conditioning.OBSERVED, emission);
    }

    /** As in arXiv 2407.08415: the decoder sees latents alone. */
    private static ModelConfig partial(Latents latents, Emission emission) {
        return model("mnist", ROW, latents, Conditioning.PARTIAL_POSTERIOR, emission);
    }

    private static ModelConfig model(
            String name, int frame, Latents latents, Conditioning conditioning, Emission emission) {
        int flow = latents.flow() ? 2 : 0;
        return ModelConfig.named(name)
                .frame(frame)
                .latents(latents)
                .conditioning(conditioning)
                .width(64)
                .states(64)
                .decoderLayers(2)
                .encoderLayers(3)
                .flowLayers(flow)
                .emission(emission)
                .build();
    }

    private static Candidate exact(String name, Trainable model, List<Double> rates, double seconds) {
        return new Candidate(name, model, 16, rates, 0, 1, seconds);
    }

    private static Candidate variant(String name, ModelConfig config, double freeNats) {
        return bound(name, config, freeNats, RATE, SHORT);
    }

    private static Candidate bound(
            String name, ModelConfig config, double freeNats, List<Double> rates, double seconds) {
        return new Candidate(name, new VariationalTraining(config, freeNats), 32, rates, 0.15, 0.6, seconds);
    }
}
