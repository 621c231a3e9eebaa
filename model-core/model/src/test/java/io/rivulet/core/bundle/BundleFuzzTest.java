package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.core.FuzzCases;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.NonFiniteState;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.numerics.ScalarKernels;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any bytes in the place of a model: a zip if they begin as one, else a two-byte length, {@code config.json} of that
 * many bytes and {@code model.safetensors}, with digests that are right, so that damage comes to the parsers behind
 * them.
 *
 * <p>Allowed is a {@link BundleException}, or a bundle that is the same model when written and read again: equal
 * configuration, numbers, licence and training, and from then on an equal fingerprint (of the first time it depends on
 * how the file writes its numbers). Such a model must serve: generate a block, or say that it overflows.
 */
public class BundleFuzzTest {

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(FuzzCases.class)
    void aBundleIsRefusedOrIsTheSameModelWhenReadAgain(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** What Jazzer calls, as often as it can. */
    public static void fuzzerTestOneInput(byte[] input) {
        Bundle bundle;
        try {
            bundle = isZip(input)
                    ? BundleReader.readZip(new ByteArrayInputStream(input))
                    : files(input).bundle();
        } catch (BundleException refused) {
            return;
        }
        Bundle again = again(bundle);
        assertThat(new Bundle(again.config(), again.weights(), bundle.fingerprint(), again.provenance()))
                .isEqualTo(bundle);
        assertThat(again(again)).isEqualTo(again);
        serve(bundle);
    }

    private static boolean isZip(byte[] input) {
        return input.length > 1 && input[0] == 'P' && input[1] == 'K';
    }

    private static BundleFiles files(byte[] input) {
        byte[] padded = Arrays.copyOf(input, Math.max(2, input.length));
        int configBytes = Math.min(Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort()), padded.length - 2);
        byte[] config = Arrays.copyOfRange(padded, 2, 2 + configBytes);
        byte[] tensors = Arrays.copyOfRange(padded, 2 + configBytes, padded.length);
        return new BundleFiles(config, tensors, FileDigests.of(config, tensors));
    }

    private static Bundle again(Bundle bundle) {
        return BundleFiles.of(bundle.config(), bundle.weights(), bundle.provenance())
                .bundle();
    }

    private static void serve(Bundle bundle) {
        try {
            Generator generator = new Generator(bundle, new ScalarKernels());
            int symbols = bundle.config().frame();
            generator.generate(
                    new BlockRequest(generator.start(), symbols, Randomness.of(1, "session", Temperature.ONE)));
        } catch (NonFiniteState overflow) {
            // The weights are finite, what they make of each other need not be.
        }
    }
}
