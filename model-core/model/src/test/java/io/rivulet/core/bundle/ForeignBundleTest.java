package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.TinyModels;
import io.rivulet.core.model.ModelConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles as other programs and systems write them: read where no doubt can arise, else refused by name. */
class ForeignBundleTest {

    private static final ModelConfig CONFIG =
            TinyModels.config(TinyModels.emissions().get(0));
    private static final BundleFiles OURS =
            BundleFiles.of(CONFIG, TinyModels.weights(CONFIG, 3), TinyModels.provenance());
    private static final Bundle BUNDLE = OURS.bundle();
    private static final Pattern ENTRY = Pattern.compile("\"[^\"]+\":\\{[^}]*\\}");

    @RepeatedTest(5)
    void tensorsInAnyOrderOfTheHeaderAreTheSameModel(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        System.out.println("seed " + seed);
        byte[] shuffled = withHeader(header -> {
            List<String> entries = new ArrayList<>(
                    ENTRY.matcher(header).results().map(MatchResult::group).toList());
            Collections.shuffle(entries, new Random(seed));
            return "{" + String.join(",", entries) + "}";
        });
        assertThat(shuffled).isNotEqualTo(OURS.tensors());
        assertSame(new BundleFiles(OURS.config(), shuffled, FileDigests.of(OURS.config(), shuffled)));
    }

    @Test
    void metadataThatIsNullIsNone() {
        byte[] tensors = withHeader(header -> "{\"__metadata__\":null," + header.substring(1));
        assertSame(new BundleFiles(OURS.config(), tensors, FileDigests.of(OURS.config(), tensors)));
    }

    @Test
    void aByteOrderMarkBeforeTheConfigurationChangesNoFingerprint() {
        byte[] config = ("\ufeff" + new String(OURS.config(), StandardCharsets.UTF_8).replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
        assertSame(new BundleFiles(config, OURS.tensors(), FileDigests.of(config, OURS.tensors())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "of binary mode | UTF-8 | A *config.json\\nB *model.safetensors\\n",
                "with the line ends of Windows | UTF-8 | A  config.json\\r\\nB  model.safetensors\\r\\n",
                "with a byte order mark | UTF-8 | \ufeffA  config.json\\nB  model.safetensors\\n",
                "redirected by a shell on Windows | UTF-16LE | \ufeffA *config.json\\r\\nB *model.safetensors\\r\\n",
                "without an end | UTF-8 | A  config.json\\nB  model.safetensors",
                "in the other order | UTF-8 | B  model.safetensors\\nA  config.json\\n",
                "of names in this folder | UTF-8 | A  ./config.json\\nB  ./model.safetensors\\n",
                "in the form of BSD | UTF-8 | SHA256 (config.json) = A\\nSHA256 (model.safetensors) = B\\n"
            })
    void digestsAreThoseOfSha256sum(String how, Charset encoding, String lines) {
        assertSame(new BundleFiles(OURS.config(), OURS.tensors(), digests(lines).getBytes(encoding)));
    }

    @Test
    void digestsInCapitalsAreTheSame() {
        String lines = digests("A  config.json\nB  model.safetensors\n")
                .toUpperCase(java.util.Locale.ROOT)
                .replace("CONFIG.JSON", "config.json")
                .replace("MODEL.SAFETENSORS", "model.safetensors");
        assertSame(new BundleFiles(OURS.config(), OURS.tensors(), lines.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A  config.json\\n | no line for model.safetensors",
                "A  config.json\\nA  config.json\\n | config.json twice",
                "A  config.json\\nB  model.safetensors\\nB  model.sha256\\n | line 3 without",
                "A  config.json\\nB  other/model.safetensors\\n | line 2 without",
                "A config.json\\nB  model.safetensors\\n | line 1 without",
                "B  config.json\\nA  model.safetensors\\n | config.json must have the digest that model.sha256 states",
                "'' | line 1 without"
            })
    void digestsThatLeaveADoubtAreRefused(String lines, String found) {
        BundleFiles files =
                new BundleFiles(OURS.config(), OURS.tensors(), digests(lines).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(files::bundle).isInstanceOf(BundleException.class).hasMessageContaining(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my-model/", "my model/", "my-model\\", "./"})
    void aZipWithTheFilesInOneFolderAndWhatDesktopsAddIsRead(String folder) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        if (folder.endsWith("/")) {
            entries.put(folder, new byte[0]);
        }
        entries.put(folder + ".DS_Store", new byte[6148]);
        entries.put(folder + "config.json", OURS.config());
        entries.put("__MACOSX/" + folder, new byte[0]);
        entries.put("__MACOSX/" + folder + "._config.json", new byte[220]);
        entries.put(folder + "model.safetensors", OURS.tensors());
        entries.put(folder + "._model.safetensors", new byte[220]);
        entries.put(folder + "model.sha256", OURS.digests());
        assertThat(BundleReader.readZip(zip(entries)).fingerprint()).isEqualTo(BUNDLE.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/config.json, b/model.safetensors, b/model.sha256 | entry b/model.safetensors",
                "a/b/config.json, a/b/model.safetensors, a/b/model.sha256 | entry a/b/config.json",
                "config.json, config.json/model.safetensors | entry config.json/model.safetensors",
                "config.json, ./config.json | entry ./config.json",
                "config.json, README.md | entry README.md",
                "CONFIG.JSON | entry CONFIG.JSON",
                "x\u001b[2Jx | entry x\\u{1b}[2Jx",
                "config.json, model.safetensors | a bundle must hold model.sha256, found none",
                "__MACOSX/._config.json | neither a folder nor a zip with one of them"
            })
    void aZipThatLeavesADoubtIsRefusedByTheEntrysName(String names, String found) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : names.split(", ")) {
            entries.put(name, new byte[1]);
        }
        assertThatThrownBy(() -> BundleReader.readZip(zip(entries)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(found);
    }

    @Test
    void whatIsPassedOverInAZipIsBounded() {
        Map<String, byte[]> large = Map.of("__MACOSX/._config.json", new byte[1 << 24]);
        assertThatThrownBy(() -> BundleReader.readZip(zip(large))).hasMessageContaining("entry __MACOSX/._config.json");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put("folder" + i + "/", new byte[0]);
        }
        assertThatThrownBy(() -> BundleReader.readZip(zip(many))).hasMessageContaining("entry folder64/");
    }

    @Test
    void aFileThatIsNoZipIsRefusedAsSuch() {
        var in = new ByteArrayInputStream(OURS.tensors());
        assertThatThrownBy(() -> BundleReader.readZip(in)).hasMessageContaining("must be a folder or a zip");
    }

    private static void assertSame(BundleFiles files) {
        Bundle read = files.bundle();
        assertThat(read.weights()).isEqualTo(BUNDLE.weights());
        assertThat(read.fingerprint()).isEqualTo(BUNDLE.fingerprint());
    }

    /** The lines with A and B for the digests of the configuration and the tensors. */
    private static String digests(String lines) {
        String[] ours = new String(OURS.digests(), StandardCharsets.UTF_8).split("\n");
        return lines.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replaceAll("\\bA\\b", ours[0].substring(0, 64))
                .replaceAll("\\bB\\b", ours[1].substring(0, 64));
    }

    private static ByteArrayInputStream zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static byte[] withHeader(UnaryOperator<String> change) {
        ByteBuffer ours = ByteBuffer.wrap(OURS.tensors()).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) ours.getLong();
        String header = new String(OURS.tensors(), 8, length, StandardCharsets.UTF_8).trim();
        byte[] changed = change.apply(header).getBytes(StandardCharsets.UTF_8);
        int data = OURS.tensors().length - 8 - length;
        return ByteBuffer.allocate(8 + changed.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(changed.length)
                .put(changed)
                .put(OURS.tensors(), 8 + length, data)
                .array();
    }
}
