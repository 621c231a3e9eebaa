package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.TinyModels;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.model.GaussianLatents;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of the format, by name; and every byte of the header, by brute force. */
class BundleRefusalTest {

    private static final long SEED = 5;
    private static final ModelConfig CONFIG = ModelConfig.named("tiny")
            .frame(3)
            .latents(new GaussianLatents(2))
            .width(5)
            .states(4)
            .decoderLayers(1)
            .encoderLayers(1)
            .flowLayers(1)
            .emission(new Bernoulli())
            .build();
    private static final Weights WEIGHTS = TinyModels.weights(CONFIG, SEED);
    private static final BundleFiles SOUND = BundleFiles.of(CONFIG, WEIGHTS, TinyModels.provenance());
    private static final int HEADER_END =
            8 + (int) littleEndian(SOUND.tensors()).getLong();

    @Test
    void theSoundBundleIsRead() {
        assertThat(SOUND.bundle().weights()).isEqualTo(WEIGHTS);
    }

    @Test
    void everyDamagedByteOfTheHeaderIsRefused() {
        for (int i = 0; i < HEADER_END; i++) {
            for (int bit : new int[] {0, 5}) {
                byte[] damaged = SOUND.tensors().clone();
                damaged[i] ^= (byte) (1 << bit);
                String which = "byte " + i + ", bit " + bit;
                assertThatThrownBy(() -> withOldDigests(damaged).bundle())
                        .as(which)
                        .isInstanceOf(BundleException.class);
                refusedOrHarmless(which, withNewDigests(damaged));
            }
        }
    }

    @Test
    void everyDamagedByteOfTheConfigurationIsRefused() {
        for (int i = 0; i < SOUND.config().length; i++) {
            byte[] damaged = SOUND.config().clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> new BundleFiles(damaged, SOUND.tensors(), SOUND.digests()).bundle())
                    .as("byte " + i)
                    .isInstanceOf(BundleException.class);
        }
    }

    @Test
    void everyDamagedByteOfTheDigestsIsRefused() {
        for (int i = 0; i < SOUND.digests().length; i++) {
            byte[] damaged = SOUND.digests().clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> new BundleFiles(SOUND.config(), SOUND.tensors(), damaged).bundle())
                    .as("byte " + i)
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("sha256");
        }
    }

    @Test
    void everyTruncationIsRefusedEvenWithNewDigests() {
        for (int length = 0; length < SOUND.tensors().length; length++) {
            byte[] cut = Arrays.copyOf(SOUND.tensors(), length);
            assertThatThrownBy(() -> withNewDigests(cut).bundle())
                    .as("length " + length)
                    .isInstanceOf(BundleException.class);
        }
    }

    @Test
    void aDamagedNumberIsCaughtByItsDigest() {
        byte[] damaged = SOUND.tensors().clone();
        damaged[damaged.length - 4] ^= 1;
        assertRefused(withOldDigests(damaged), "model.safetensors must have the digest");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void aNumberThatIsNotFiniteIsRefused(float value) {
        byte[] damaged = SOUND.tensors().clone();
        littleEndian(damaged).putFloat(damaged.length - 8, value);
        assertRefused(withNewDigests(damaged), "must be finite, found " + value);
    }

    @Test
    void anotherArchitectureIsRefusedByTheFirstTensorThatDiffers() {
        ModelConfig wider = ModelConfig.named("tiny")
                .frame(3)
                .latents(new GaussianLatents(2))
                .width(6)
                .states(4)
                .decoderLayers(1)
                .encoderLayers(1)
                .flowLayers(1)
                .emission(new Bernoulli())
                .build();
        BundleFiles files = BundleFiles.of(wider, WEIGHTS, TinyModels.provenance());
        assertRefused(files, "must have shape [8, 6], found [8, 5]");
    }

    @Test
    void oneTensorOfTrainingAloneIsRefused() {
        var tensors = new HashMap<>(WEIGHTS.tensors());
        tensors.put(
                "flow.out.bias",
                TinyModels.weights(TensorLayout.all(CONFIG), SEED).get("flow.out.bias"));
        assertRefused(
                BundleFiles.of(CONFIG, new Weights(tensors), TinyModels.provenance()), "tensor encoder.embed.weight");
    }

    @Test
    void anUnknownTensorIsRefused() {
        var tensors = new HashMap<>(WEIGHTS.tensors());
        tensors.put("decoder.extra", WEIGHTS.get("decoder.planned"));
        assertRefused(BundleFiles.of(CONFIG, new Weights(tensors), TinyModels.provenance()), "found decoder.extra");
    }

    @Test
    void aHeaderLengthBeyondTheCapOrTheFileIsRefusedBeforeAnythingIsAllocated() {
        byte[] huge = SOUND.tensors().clone();
        littleEndian(huge).putLong(0, Long.MAX_VALUE);
        assertRefused(withNewDigests(huge), "between 2 and 1048576, found 9223372036854775807");
        littleEndian(huge).putLong(0, -1);
        assertRefused(withNewDigests(huge), "found 18446744073709551615");
        littleEndian(huge).putLong(0, 1 << 20);
        assertRefused(withNewDigests(huge), "header must lie within the file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dtype\":\"F32\" | \"dtype\":\"BF16\" | dtype of decoder.embed_x.bias must be F32, found BF16",
                "\"dtype\":\"F32\" | \"dtype\":32 | must be F32, found JSON of type NUMBER",
                "\"dtype\":\"F32\" | \"dtype\":\"F\\u001b[2J\" | found F\\u{1b}[2J",
                "[0,20] | [4,24] | must begin where the tensor before ends, at 0",
                "[20,80] | [16,76] | must begin where the tensor before ends, at 20",
                "[0,20] | [0,24] | must span 4 bytes for each of 5 numbers",
                "[0,20] | [0,20,20] | must be a beginning and an end, found [0, 20, 20]",
                "[0,20] | [1048576,1048596] | must lie within the file",
                "[0,20] | [20,40] | must begin where the tensor before ends, at 0",
                "[0,20] | 20 | must be an array",
                "[0,20] | [-0.0,20] | whole numbers from 0, found JSON -0.0",
                "[0,20] | [-20,20] | whole numbers from 0",
                "[0,20] | [0,9223372036854775808] | whole numbers from 0",
                "[5] | [2147483648,2147483648,4] | shape of decoder.embed_x.bias must fit",
                "[5] | [9223372036854775807] | must fit",
                "[5] | [5,0] | must span 4 bytes for each of 0 numbers",
                "[5] | [1,5] | must have shape [5], found [1, 5]",
                "embed_x.bias | embed_z.bias | without repeated keys",
                "embed_x.bias | embed_y.bias | decoder.embed_x.bias is required",
                "\"dtype\":\"F32\" | \"type\":\"F32\" | dtype of decoder.embed_x.bias must be F32, found none",
                "\"dtype\":\"F32\" | \"dtype\":\"F32\",\"more\":1 | found [dtype, more, shape, data_offsets]",
                "\"dtype\":\"F32\" | \"dtype\":\"F32\",\"dtype\":\"F32\" | without repeated keys",
                "{\"decoder.embed_x.bias\" | [\"decoder.embed_x.bias\" | must begin with {",
                "{\"decoder | {\"__metadata__\":{\"a\":1},\"decoder | found JSON of type NUMBER at a",
                "{\"decoder | {\"__metadata__\":[],\"decoder | found JSON of type ARRAY",
            })
    void aHeaderThatBreaksARuleIsRefusedByThatRule(String sound, String broken, String rule) {
        assertRefused(withNewDigests(withHeader(header -> replaceFirst(header, sound, broken))), rule);
    }

    @Test
    void metadataOfTextsIsLeftAlone() {
        byte[] tensors = withHeader(header -> replaceFirst(header, "{", "{\"__metadata__\":{\"by\":\"someone\"},"));
        assertThat(withNewDigests(tensors).bundle().weights()).isEqualTo(WEIGHTS);
    }

    @Test
    void dataBehindTheLastTensorIsRefused() {
        byte[] longer = Arrays.copyOf(SOUND.tensors(), SOUND.tensors().length + 4);
        assertRefused(withNewDigests(longer), "data must end where the last tensor ends");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": 1 | \"format\": 2 | format must be 1, found 2",
                "\"format\": 1 | \"format\": 1.0 | format must be a whole number",
                "\"format\": 1, | '' | must have the field format",
                "\"frame\": 3 | \"frame\": 0 | frame must be between 1 and 65536, got 0",
                "\"frame\": 3 | \"frame\": 3, \"frame\": 3 | without repeated keys",
                "\"frame\": 3 | \"frame\": 3, \"fame\": 3 | must hold known fields only",
                "\"frame\": 3 | \"frame\": 99999999999 | whole number of 32 bits",
                "\"latent\": 2 | \"latent\": 0 | latent must be between 1 and 4096, got 0",
                "\"latent\": 2, | '' | must have the field latent",
                "\"latent\": 2 | \"latents\": {\"type\": \"gaussian\"} | latents' type must be categorical",
                "\"latent\": 2 | \"latents\": 2 | latents must be an object",
                "\"latent\": 2 | \"latents\": {\"type\": \"categorical\", \"groups\": 2} | must have the field values",
                "\"latent\": 2 | "
                        + "\"latents\": {\"type\": \"categorical\", \"groups\": 2, \"values\": 1} | values of"
                        + " a latent must be between 2",
                "\"latent\": 2 | "
                        + "\"latents\": {\"type\": \"categorical\", \"groups\": 2, \"values\": 3} | got 1 flow layers",
                "\"latent\": 2 | "
                        + "\"latent\": 2, \"latents\": {\"type\": \"categorical\", \"groups\": 2, \"values\":"
                        + " 3} | got 1 flow layers",
                "\"flow_layers\": 1 | "
                        + "\"flow_layers\": 1, \"conditioning\": \"observed\" | conditioning must be partial_posterior",
                "\"flow_layers\": 1 | \"flow_layers\": 1, \"conditioning\": 1 | conditioning must be a text",
                "\"flow_layers\": 1 | "
                        + "\"flow_layers\": 1, \"conditioning\": \"partial_posterior\" | tensor"
                        + " partial.embed.weight is required",
                "\"name\": \"tiny\" | \"name\": \"../tiny\" | a model name must be",
                "\"name\": \"tiny\" | \"name\": 7 | name must be a text",
                "\"type\": \"bernoulli\" | \"type\": \"beta\" | emission type must be one of bernoulli",
                "\"type\": \"bernoulli\" | \"type\": \"categorical\", \"values\": 1 | between 2 and 65536, got 1",
                "\"licence\": \"Apache-2.0\" | \"licence\": \" \" | licence must be",
                "\"seed\": 1 | \"seed\": NaN | must be one JSON object",
            })
    void aConfigurationThatBreaksARuleIsRefusedByThatRule(String sound, String broken, String rule) {
        String config = new String(SOUND.config(), StandardCharsets.UTF_8);
        byte[] bytes = replaceFirst(config, sound, broken).getBytes(StandardCharsets.UTF_8);
        assertRefused(new BundleFiles(bytes, SOUND.tensors(), FileDigests.of(bytes, SOUND.tensors())), rule);
    }

    @Test
    void aConfigurationInAnotherEncodingOrTooDeepIsRefused() {
        String config = new String(SOUND.config(), StandardCharsets.UTF_8);
        byte[] wide = config.getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> ConfigJson.read(wide)).isInstanceOf(BundleException.class);
        byte[] deep = config.replace("\"seed\": 1", "\"seed\": " + "[".repeat(100) + "]".repeat(100))
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ConfigJson.read(deep)).isInstanceOf(BundleException.class);
        byte[] latin = config.replace("tiny", "t\u00efny").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ConfigJson.read(latin)).hasMessageContaining("must be UTF-8");
    }

    private static void refusedOrHarmless(String which, BundleFiles files) {
        try {
            assertThat(files.bundle().weights()).as(which).isEqualTo(WEIGHTS);
        } catch (BundleException e) {
            assertThat(e).as(which).hasMessageContaining(";");
        }
    }

    private static void assertRefused(BundleFiles files, String rule) {
        assertThatThrownBy(files::bundle).isInstanceOf(BundleException.class).hasMessageContaining(rule);
    }

    private static byte[] withHeader(UnaryOperator<String> change) {
        String header = new String(SOUND.tensors(), 8, HEADER_END - 8, StandardCharsets.UTF_8);
        byte[] changed = change.apply(header).getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[8 + changed.length + SOUND.tensors().length - HEADER_END];
        ByteBuffer out = littleEndian(file).putLong(changed.length).put(changed);
        out.put(SOUND.tensors(), HEADER_END, SOUND.tensors().length - HEADER_END);
        return file;
    }

    private static String replaceFirst(String text, String sound, String broken) {
        assertThat(text).contains(sound);
        int at = text.indexOf(sound);
        return text.substring(0, at) + broken + text.substring(at + sound.length());
    }

    private static BundleFiles withOldDigests(byte[] tensors) {
        return new BundleFiles(SOUND.config(), tensors, SOUND.digests());
    }

    private static BundleFiles withNewDigests(byte[] tensors) {
        return new BundleFiles(SOUND.config(), tensors, FileDigests.of(SOUND.config(), tensors));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
