package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged bytes are a valid event or a {@link MalformedEvent}: any other exception fails these tests. */
class MutationTest {
    private static final int MUTANTS = 200;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedBytesAreAnEventOrMalformed(long seed) {
        Random random = new Random(seed);
        RandomEvents events = new RandomEvents(seed);
        int refused = damage(random, EventCodec.prompts(), Wire.golden("PromptEvent.v2"))
                + damage(random, EventCodec.prompts(), Wire.golden("PromptEvent.v0"))
                + damage(random, EventCodec.prompts(), EventCodec.prompts().encode(events.prompt()))
                + damage(random, EventCodec.chunks(), Wire.golden("GeneratedChunk.v2"))
                + damage(random, EventCodec.chunks(), EventCodec.chunks().encode(events.chunk()))
                + damage(random, EventCodec.rejections(), Wire.golden("RejectedPrompt.v2"))
                + damage(random, EventCodec.controls(), Wire.golden("ModelControl.v1"));

        assertThat(refused).isBetween(1, 7 * MUTANTS - 1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 8);
    }

    private static <T extends SpecificRecord> int damage(Random random, EventCodec<T> codec, byte[] valid) {
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Optional<T> event = read(codec, mutate(random, valid));
            event.ifPresent(read ->
                    assertThat(codec.decode(codec.encode(read)).equals(read)).isTrue());
            refused += event.isEmpty() ? 1 : 0;
        }
        return refused;
    }

    private static <T extends SpecificRecord> Optional<T> read(EventCodec<T> codec, byte[] bytes) {
        try {
            return Optional.of(codec.decode(bytes));
        } catch (MalformedEvent e) {
            return Optional.empty();
        }
    }

    /** Up to four bytes behind the header changed, and in one of four cases the end cut off or repeated. */
    private static byte[] mutate(Random random, byte[] valid) {
        byte[] mutant = valid.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = 10 + random.nextInt(valid.length - 10);
            mutant[at] = (byte) (random.nextBoolean() ? mutant[at] ^ 1 << random.nextInt(8) : random.nextInt());
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(mutant, 10 + random.nextInt(valid.length)) : mutant;
    }
}
