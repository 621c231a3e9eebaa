package io.rivulet.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rivulet.core.TinyModels;
import io.rivulet.core.model.ModelConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Lengths in a bundle at their limit and beyond: what is only claimed costs next to nothing; the figures are printed.
 */
class SizesTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ModelConfig CONFIG =
            TinyModels.config(TinyModels.emissions().get(0));
    private static final BundleFiles SOUND =
            BundleFiles.of(CONFIG, TinyModels.weights(CONFIG, 1), TinyModels.provenance());
    private static final int NUMBERS = 4096;

    /** Beyond the file itself: its JSON as text and tree, some names, a refusal. */
    private static final long CLAIM_BYTES = 1 << 20;

    @Test
    void aHeaderOrTensorThatIsOnlyClaimedCostsNextToNothing() {
        int header = Safetensors.MAX_HEADER_BYTES;
        for (long claim : new long[] {header - 1, header, header + 1, Integer.MAX_VALUE}) {
            byte[] tensors = SOUND.tensors().clone();
            ByteBuffer.wrap(tensors).order(ByteOrder.LITTLE_ENDIAN).putLong(claim);
            assertCheap("header of " + claim + ", none there", SOUND.config(), tensors);
        }
        for (long claim : new long[] {NUMBERS - 1, NUMBERS, NUMBERS + 1, Integer.MAX_VALUE}) {
            assertCheap("tensor of " + claim + ", 4096 there", SOUND.config(), tensor(claim, 4 * claim));
            assertCheap("offset of " + claim + ", 16384 there", SOUND.config(), tensor(NUMBERS, claim));
        }
    }

    @Test
    void anArchitectureThatIsOnlyClaimedCostsNextToNothing() {
        List<String> fields = List.of("frame", "latent", "width", "states", "decoder_layers");
        List<Integer> limits = List.of(1 << 16, 4096, 1 << 13, 1 << 13, 64);
        for (int i = 0; i < fields.size(); i++) {
            for (long claim :
                    new long[] {limits.get(i) - 1, limits.get(i), limits.get(i) + 1, Integer.MAX_VALUE, 1L << 31}) {
                String config = new String(SOUND.config(), StandardCharsets.UTF_8)
                        .replaceFirst("\"" + fields.get(i) + "\": \\d+", "\"" + fields.get(i) + "\": " + claim);
                assertCheap(fields.get(i) + " of " + claim, config.getBytes(StandardCharsets.UTF_8), SOUND.tensors());
            }
        }
    }

    @Test
    void aZippedFileIsReadUpToItsCapWhateverItsEntryClaims() throws IOException {
        int cap = 1 << 20;
        for (int bytes : new int[] {cap - 1, cap, cap + 1, 64 << 20}) {
            byte[] zip = zip(bytes);
            long taken = measured("zipped config.json of " + bytes, () -> {
                BundleReader.readZip(new ByteArrayInputStream(zip));
            });
            assertThat(taken).isLessThan(8L * cap);
        }
        byte[] claiming = stored(Integer.MAX_VALUE);
        assertThat(measured("stored config.json of 2147483647, 1 there", () -> {
                    BundleReader.readZip(new ByteArrayInputStream(claiming));
                }))
                .isLessThan(CLAIM_BYTES);
    }

    private static void assertCheap(String what, byte[] config, byte[] tensors) {
        BundleFiles files = new BundleFiles(config, tensors, FileDigests.of(config, tensors));
        refused(files::bundle); // loads classes
        assertThat(measured(what, files::bundle)).isLessThan(CLAIM_BYTES);
    }

    /** The heap that reading takes from the thread, freed or not: never less than the peak. */
    private static long measured(String what, Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean refused = refused(reading);
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        System.out.printf(
                Locale.ROOT,
                "bundle: %-44s %-8s heap at most %,12d bytes%n",
                what,
                refused ? "refused" : "read",
                taken);
        assertThat(refused).isTrue();
        return taken;
    }

    private static boolean refused(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (BundleException e) {
            return true;
        }
    }

    private static byte[] tensor(long extent, long end) {
        byte[] header = String.format(
                        Locale.ROOT,
                        "{\"decoder.planned\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}",
                        extent,
                        end)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 4 * NUMBERS).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(header.length).put(header).array();
    }

    private static byte[] zip(int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(ConfigJson.FILE));
            zip.write(new byte[bytes]);
        }
        return out.toByteArray();
    }

    /** A zip whose one entry says that it is this long, and of which one byte is there. */
    private static byte[] stored(int claim) {
        byte[] name = ConfigJson.FILE.getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update('{');
        return ByteBuffer.allocate(30 + name.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putInt(0)
                .putInt(0)
                .putInt((int) sum.getValue())
                .putInt(claim)
                .putInt(claim)
                .putShort((short) name.length)
                .putShort((short) 0)
                .put(name)
                .put((byte) '{')
                .array();
    }
}
