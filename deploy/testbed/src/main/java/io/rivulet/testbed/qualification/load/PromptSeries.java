package io.rivulet.testbed.qualification.load;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.schemas.event.PromptEvent;
import io.rivulet.testbed.kafka.WireSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Prompts, each a pure function of the series' seed and its number. They take their turns at many sessions, fall
 * across frames, ask for nothing, for parts of frames or for several blocks, start sessions anew, and a few name a
 * model that is not there.
 *
 * @param frame symbols a step of the model
 * @param special what some of the prompts ask for beside that
 */
public record PromptSeries(long seed, int frame, Special special) {
    /** What some prompts of a series ask for. */
    public enum Special {
        /** Nothing that others do not. */
        NONE,
        /** The last before every {@link #LONG_EVERY}th: so many blocks that their answers are under way for a while. */
        LONG_ANSWERS,
        /** The last before every {@link #WIDE_EVERY}th: a block, and so a chunk, of {@link #WIDE_STEPS} steps. */
        WIDE_BLOCKS
    }

    /** The name of the model that is not there. */
    static final String ABSENT_MODEL = "absent";

    /** After so many prompts some long answers are under way. */
    public static final int LONG_EVERY = 100;

    /** One prompt of so many has a wide block. */
    public static final int WIDE_EVERY = 5;

    /** Steps of a wide block. */
    public static final int WIDE_STEPS = 60;

    private static final int LONG_ANSWERS = 4;
    private static final int LONG_BLOCKS = 400;
    private static final int SESSIONS = 240;
    private static final int MOST_STEPS = 4;
    private static final int MOST_BLOCK = 2;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** A series without anything special. */
    public PromptSeries(long seed, int frame) {
        this(seed, frame, Special.NONE);
    }

    /** The same prompts, but for those that ask for long answers. */
    public PromptSeries withLongAnswers() {
        return new PromptSeries(seed, frame, Special.LONG_ANSWERS);
    }

    /** The same prompts, but for those that ask for wide blocks. */
    public PromptSeries withWideBlocks() {
        return new PromptSeries(seed, frame, Special.WIDE_BLOCKS);
    }

    /** Prompt number {@code index}, from 0; its request id is that number. */
    public PromptEvent prompt(long index) {
        SplittableRandom random = new SplittableRandom(seed ^ (index + 1) * MIX);
        PromptEvent.Builder prompt = PromptEvent.newBuilder()
                .setSessionId("session-" + random.nextInt(SESSIONS))
                .setRequestId(Long.toString(index))
                .setGenerateSymbols(random.nextInt(MOST_STEPS * frame))
                .setSeed(random.nextLong())
                .setTemperature(random.nextInt(3) / 2f)
                .setReset(random.nextInt(50) == 0)
                .setEventTime(eventTime(index, random));
        if (random.nextInt(8) > 0) {
            prompt.setObserved(WireSymbols.of(SymbolKind.BINARY, bits(random)));
        }
        if (random.nextInt(4) > 0) {
            prompt.setBlockSteps(1 + random.nextInt(MOST_BLOCK));
        }
        if (random.nextInt(4) == 0) {
            prompt.setHeaders(Map.of("number", Long.toString(random.nextLong())));
        }
        if (random.nextInt(100) == 0) {
            prompt.setModel(ABSENT_MODEL);
        }
        if (special == Special.LONG_ANSWERS && index % LONG_EVERY >= LONG_EVERY - LONG_ANSWERS) {
            prompt.setGenerateSymbols((long) LONG_BLOCKS * frame).setBlockSteps(1);
        }
        if (special == Special.WIDE_BLOCKS && index % WIDE_EVERY == WIDE_EVERY - 1) {
            prompt.setGenerateSymbols((long) WIDE_STEPS * frame).setBlockSteps(WIDE_STEPS);
        }
        return prompt.build();
    }

    /** Senders' clocks do not agree: some are an hour behind, some ahead. */
    private static Instant eventTime(long index, SplittableRandom random) {
        return START.plusMillis(index).plus(HOUR.multipliedBy(random.nextInt(3) - 1));
    }

    private float[] bits(SplittableRandom random) {
        float[] bits = new float[random.nextInt(3 * frame)];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextInt(2);
        }
        return bits;
    }
}
