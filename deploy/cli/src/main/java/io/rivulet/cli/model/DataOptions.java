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
            defaultValue = "3",
            description = "Symbols of a colour image that share a run of the head's network: 3 for a pixel.")
    private int group;

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

    SymbolLaw law() {
        return source.images == null ? new LogisticLaw(components, 256, group) : new BinaryLaw();
    }

    Sequences training(int frame) throws IOException {
        if (source.images != null) {
            return Sequences.binarised(IdxImages.read(source.images), frame);
        }
        return Sequences.coloured(
                CifarImages.read(
                        source.colours.stream().flatMap(DataOptions::files).toArray(Path[]::new)),
                frame);
    }

    @Nullable
    Sequences heldOut(int frame) throws IOException {
        if (heldOut == null) {
            return null;
        }
        Sequences all = source.images == null
                ? Sequences.coloured(CifarImages.read(heldOut), frame)
                : Sequences.binarised(IdxImages.read(heldOut), frame);
        return all.first(HELD_OUT);
    }

    /** One file that is there, commas and all, or several with commas between them. */
    private static Stream<Path> files(String words) {
        return Files.exists(Path.of(words))
                ? Stream.of(Path.of(words))
                : Stream.of(words.split(",")).map(Path::of);
    }
}
