package io.rivulet.cli.model;

import io.rivulet.core.data.CifarImages;
import io.rivulet.core.data.IdxImages;
import io.rivulet.core.data.Sequences;
import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which data a model is trained on, and what its symbols are. */
final class DataOptions {
    private static final int HELD_OUT = 512;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "Data of the same kind, never trained on; the bound of the first 512 is tracked.")
    private @Nullable Path heldOut;

    @Option(
            names = "--components",
            paramLabel = "N",
            defaultValue = "3",
            description = "Logistic distributions that make the law of a colour.")
    private int components;

    @Option(
            names = "--group",
            paramLabel = "N",
            description = "Symbols of a colour image that share a run of the head's network (default: 3, those of a"
                    + " pixel, where frames hold whole pixels, else 1).")
    private @Nullable Integer group;

    /** One of. */
    private static final class Source {
        @Option(
                names = "--images",
                paramLabel = "FILE",
                description = "Grey images, IDX, plain or gzipped; a pixel is 1 where it is brighter than half.")
        private @Nullable Path images;

        @Option(
                names = "--colours",
                paramLabel = "FILE",
                description = "Colour images in CIFAR-10's binary layout, plain or gzipped; three symbols a pixel.")
        private List<String> colours = List.of();
    }

    /**
     * The images, read.
     *
     * @param row symbols of a row
     * @param channels symbols of a pixel
     * @param cut into frames of so many symbols
     */
    record TrainingData(int row, int channels, IntFunction<Sequences> cut) {}

    TrainingData training() throws IOException {
        return source.images == null
                ? colours(source.colours.stream().flatMap(DataOptions::files).toArray(Path[]::new))
                : grey(source.images);
    }

    /** The law of the symbols of {@code data}, in frames of so many. */
    SymbolLaw law(TrainingData data, int frame) {
        if (data.channels() == 1) {
            return new BinaryLaw();
        }
        int whole = frame % data.channels() == 0 ? data.channels() : 1;
        return new LogisticLaw(components, 256, group == null ? whole : group);
    }

    @Nullable
    Sequences heldOut(int frame) throws IOException {
        if (heldOut == null) {
            return null;
        }
        TrainingData data = source.images == null ? colours(heldOut) : grey(heldOut);
        return data.cut().apply(frame).first(HELD_OUT);
    }

    private static TrainingData grey(Path file) throws IOException {
        IdxImages images = IdxImages.read(file);
        return new TrainingData(images.columns(), 1, frame -> Sequences.binarised(images, frame));
    }

    private static TrainingData colours(Path... files) throws IOException {
        CifarImages images = CifarImages.read(files);
        return new TrainingData(
                CifarImages.CHANNELS * CifarImages.SIDE,
                CifarImages.CHANNELS,
                frame -> Sequences.coloured(images, frame));
    }

    /** One file that is there, commas and all, or several with commas between them. */
    private static Stream<Path> files(String words) {
        return Files.exists(Path.of(words))
                ? Stream.of(Path.of(words))
                : Stream.of(words.split(",")).map(Path::of);
    }
}
