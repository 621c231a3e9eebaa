package io.rivulet.flink.event;

import io.rivulet.core.emission.Temperature;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to a session: absorb the observed symbols, then generate. Fields that no model and no job could serve are
 * refused with a {@link Refusal}.
 *
 * @param model name of the model that must answer; null for whichever is loaded
 * @param observed symbols that continue the session; null if nothing was observed
 * @param generateSymbols how many symbols to generate; 0 to absorb only
 * @param blockSteps steps generated in parallel, at least 1; null for the job's default
 * @param seed of all random draws of this request
 * @param temperature from 0 (most likely symbols) over 1 (as trained) to {@value #MAX_TEMPERATURE}
 * @param reset whether to forget what the session has seen before
 * @param forget whether to erase the session, and nothing else
 * @param raw the event's first bytes, not to be changed; empty unless the job keeps them for dead letters
 */
public record Prompt(
        Origin origin,
        @Nullable String model,
        @Nullable Symbols observed,
        long generateSymbols,
        @Nullable Integer blockSteps,
        long seed,
        float temperature,
        boolean reset,
        boolean forget,
        byte[] raw) {

    /** The highest temperature. */
    public static final float MAX_TEMPERATURE = Temperature.MAX;

    public Prompt {
        if (generateSymbols < 0) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "generate_symbols must not be negative, got " + generateSymbols + "; ask for 0 to absorb only");
        }
        if (blockSteps != null && blockSteps < 1) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "block_steps must be at least 1, got " + blockSteps + "; leave it out for the job's default");
        }
        if (!Temperature.isValid(temperature)) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "temperature must be between 0 and " + MAX_TEMPERATURE + ", got " + temperature
                            + "; 1 generates as trained");
        }
        if (forget && (observed != null || generateSymbols > 0 || reset || model != null)) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "an event with forget must ask for nothing else, got one with observed, generate_symbols, reset or"
                            + " model; leave them out, or send them in an event behind it");
        }
    }

    /** Symbols observed, 0 if nothing was. */
    public int observedCount() {
        return observed == null ? 0 : observed.count();
    }

    /** This prompt once its symbols are absorbed. */
    public Prompt absorbed() {
        return new Prompt(origin, model, null, generateSymbols, blockSteps, seed, temperature, false, false, raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prompt that
                && generateSymbols == that.generateSymbols
                && seed == that.seed
                && Float.floatToIntBits(temperature) == Float.floatToIntBits(that.temperature)
                && reset == that.reset
                && forget == that.forget
                && origin.equals(that.origin)
                && Objects.equals(model, that.model)
                && Objects.equals(observed, that.observed)
                && Objects.equals(blockSteps, that.blockSteps)
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return 31 * origin.hashCode() + Long.hashCode(seed);
    }

    /** Says whose prompt this is and how large, never what it holds. */
    @Override
    public String toString() {
        return "Prompt[" + origin.source() + ", " + observedCount() + " observed, " + generateSymbols + " to generate]";
    }
}
