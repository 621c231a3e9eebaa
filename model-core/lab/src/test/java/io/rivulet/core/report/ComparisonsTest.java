package io.rivulet.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.training.Objective;
import io.rivulet.core.training.Parameters;
import io.rivulet.core.training.Trainable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every candidate of every comparison can be trained on its data: one pass gives finite nats. */
class ComparisonsTest {
    @TempDir
    private Path folder;

    @Test
    void digitsHaveTheirCandidates() throws IOException {
        byte[] images = bytes(16 * 28 * 28);
        write("train-images-idx3-ubyte.gz", head(0x803, 16, 28, 28), images);
        write("t5k-images-idx3-ubyte.gz", head(0x803, 16, 28, 28), images);
        write("t5k-labels-idx1-ubyte.gz", head(0x801, 16), new byte[16]);
        check(Comparisons.digits(folder));
    }

    @Test
    void coloursHaveTheirCandidates() throws IOException {
        byte[] images = bytes(16 * 3073);
        for (int i = 0; i < images.length; i += 3073) {
            images[i] = 1;
        }
        write("data_batch_1.bin.gz", new byte[0], images);
        write("test_batch.bin.gz", new byte[0], images);
        check(Comparisons.colours(folder));
    }

    @Test
    void textsHaveTheirCandidates() throws IOException {
        String text = "the quick brown fox jumps over the lazy dog. ".repeat(600);
        Files.writeString(folder.resolve("fox.txt"), text, StandardCharsets.US_ASCII);
        check(Comparisons.text(folder.resolve("fox.txt")));
    }

    private static void check(Comparison comparison) {
        assertThat(comparison.candidates())
                .hasSizeGreaterThan(1)
                .extracting(Candidate::slug)
                .doesNotHaveDuplicates();
        for (Candidate candidate : comparison.candidates()) {
            Trainable model = candidate.model();
            Parameters parameters = model.initialise(1);
            int steps = comparison.training().steps();
            Objective objective = model.objective(Kernels.best(), parameters, steps);
            objective.refresh();
            float[] symbols = new float[comparison.length()];
            comparison.training().copy(0, symbols, 0);
            double nats = objective
                    .forward(symbols, new int[1], new SplittableRandom(1))
                    .total(0);
            assertThat(nats).as(candidate.name()).isFinite().isPositive();
            assertThat(candidate.batch() % model.shard()).as(candidate.name()).isZero();
        }
    }

    private void write(String name, byte[] head, byte[] body) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(head);
            out.write(body);
        }
    }

    private static byte[] head(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        bytes.asIntBuffer().put(numbers);
        return bytes.array();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
