package io.rivulet.core.benchmark;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.BundleReader;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.numerics.Kernels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Digits drawn by the model that ships, which lies among the classes of its module or in its jar. */
final class ShippedDigits {
    private static final int SYMBOLS = 784;
    private static final long SEED = 1;

    private ShippedDigits() {}

    static Bundle bundle() throws IOException {
        URI folder = URI.create(Objects.requireNonNull(ShippedDigits.class.getResource("/models/mnist"))
                .toString());
        if (!folder.getScheme().equals("jar")) {
            return BundleReader.read(Path.of(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            return BundleReader.read(jar.getPath("models", "mnist"));
        }
    }

    /** Draws {@code batch} digits side by side, each in one block. */
    static Runnable generating(int batch) throws IOException {
        Generator generator = new Generator(bundle(), Kernels.best());
        List<BlockRequest> requests = new ArrayList<>();
        for (int session = 0; session < batch; session++) {
            Randomness randomness = Randomness.of(SEED, "session " + session, Temperature.ONE);
            requests.add(new BlockRequest(generator.start(), SYMBOLS, randomness));
        }
        return () -> generator.generate(requests);
    }
}
