package io.rivulet.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.SourcePosition;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.RejectedPrompt;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters beside the limit of their topic: none may be refused there, whatever event it tells of. */
class FittingLettersTest {

    private static final SourcePosition FAR =
            new SourcePosition("prompts", Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final int SMALLEST = RecordSizes.smallestLetter("prompts");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLetterFitsEveryLimit(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Rejection rejection = new Rejection(
                    FAR,
                    id(random),
                    id(random),
                    Reason.INVALID_FIELD,
                    text(random, 1 << 17),
                    new byte[bits(random, 12)]);
            int limit = SMALLEST + bits(random, 13);
            ProducerRecord<byte[], byte[]> letter = letter(rejection, limit);
            assertThat(sizeInKafka(letter))
                    .as("letter %d of %d bytes", i, limit)
                    .isLessThanOrEqualTo(limit);
            assertThat(read(letter).getSource().getOffset()).isEqualTo(Long.MAX_VALUE);
            assertThat(read(letter).getReason().name()).isEqualTo("INVALID_FIELD");
        }
    }

    @Test
    void rawBytesAreLeftOutFirstThenTheMessagesEndThenTheIdsAndTheKeyWithThem() {
        Rejection rejection =
                new Rejection(FAR, "s".repeat(50), "r".repeat(40), Reason.MALFORMED, "m".repeat(300), new byte[500]);
        int all = sizeInKafka(letter(rejection, 1 << 20));

        RejectedPrompt whole = read(letter(rejection, 1 << 20));
        assertThat(whole.getRaw()).isEqualTo(ByteBuffer.wrap(new byte[500]));
        assertThat(whole.getMessage()).isEqualTo("m".repeat(300));
        RejectedPrompt lessRaw = read(letter(rejection, all - 100));
        assertThat(lessRaw.getRaw().remaining()).isBetween(350, 450);
        assertThat(lessRaw.getMessage()).isEqualTo("m".repeat(300));
        RejectedPrompt cut = read(letter(rejection, all - 700));
        assertThat(cut.getRaw()).isNull();
        assertThat(cut.getMessage()).matches("m{50,150}\\.\\.\\.");
        assertThat(cut.getRequestId()).hasSize(40);
        RejectedPrompt sessionAlone = read(letter(rejection, SMALLEST + 110));
        assertThat(sessionAlone.getRequestId()).isNull();
        assertThat(sessionAlone.getSessionId()).hasSize(50);
        ProducerRecord<byte[], byte[]> bare = letter(rejection, SMALLEST + 10);
        assertThat(read(bare).getSessionId()).isNull();
        assertThat(bare.key()).isNull();
    }

    @Test
    void aMessageThatEndsWithinACharacterIsALetterAllTheSame() {
        String cut = "model must be mnist, got " + "\ud83d\ude00".substring(0, 1);
        RejectedPrompt letter = read(letter(new Rejection(FAR, "s", "r", Reason.UNKNOWN_MODEL, cut, new byte[0]), 999));
        assertThat(letter.getMessage()).isEqualTo("model must be mnist, got ?");
    }

    @Test
    void rawBytesAreKeptForEveryLimitAndAsBeforeForThoseThatCouldBeSet() {
        assertThat(RecordSizes.rawBytesIn(SMALLEST)).isPositive().isLessThan(SMALLEST);
        for (int limit : new int[] {1 << 16, 1_000_000}) {
            assertThat(RecordSizes.rawBytesIn(limit)).isEqualTo(limit - (16 << 10));
        }
        assertThat(RecordSizes.rawBytesIn(16 << 20)).isEqualTo(1 << 20);
    }

    private static ProducerRecord<byte[], byte[]> letter(Rejection rejection, int limit) {
        return new RejectionRecords("dead", limit).serialize(rejection, null, null);
    }

    private static RejectedPrompt read(ProducerRecord<byte[], byte[]> letter) {
        return EventCodec.rejections().withMaxBytes(32 << 20).decode(letter.value());
    }

    /** As the producer counts, before it sends anything. */
    static int sizeInKafka(ProducerRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, record.key(), record.value(), new Header[0]);
    }

    private static @Nullable String id(Random random) {
        return random.nextInt(4) == 0 ? null : text(random, 1024);
    }

    /** Of characters of one to three bytes, short as often as long. */
    private static String text(Random random, int most) {
        char[] text = new char[1 + Math.min(most - 1, bits(random, 17))];
        String alphabet = "a\u00e9\u6f22";
        for (int i = 0; i < text.length; i++) {
            text[i] = alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return new String(text);
    }

    private static int bits(Random random, int most) {
        return random.nextInt(1 << random.nextInt(most + 1));
    }
}
