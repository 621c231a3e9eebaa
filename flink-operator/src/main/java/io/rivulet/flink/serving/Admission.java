package io.rivulet.flink.serving;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.InvalidSymbols;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.flink.codec.RecordSizes;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Symbols;
import io.rivulet.flink.state.OpenRequest;

/**
 * Decides, from a prompt alone, whether the loaded model and the job's limits allow it: once for each model, when the
 * prompt comes in, and again only if another model is loaded before its turn.
 */
final class Admission {

    private static final int SHOWN_NAME = 64;

    private final Generator generator;
    private final Limits limits;

    Admission(Generator generator, Limits limits) {
        this.generator = generator;
        this.limits = limits;
    }

    /** Throws the {@link Refusal} that names the first rule broken. No other place of the job looks at symbols. */
    void check(Prompt prompt) {
        checkModel(prompt);
        checkObserved(prompt);
        checkCounts(prompt);
    }

    /** Steps of this prompt's blocks. */
    int blockSteps(Prompt prompt) {
        Integer asked = prompt.blockSteps();
        return asked == null ? limits.defaultBlockSteps() : asked;
    }

    /** Refuses one more prompt of a session that has an answer under way, if so many wait behind that already. */
    void checkWaiting(int waiting) {
        if (waiting >= limits.maxWaiting()) {
            throw new Refusal(
                    Reason.TOO_MANY_WAITING,
                    "at most " + limits.maxWaiting() + " requests of a session may wait, found " + waiting
                            + "; send the next one when an answer has come");
        }
    }

    /** Refuses a prompt that asks to forget and could not be told that it was done. */
    void checkReceipt(Prompt prompt) {
        requireFits(prompt, 0);
    }

    /** Refuses a prompt that names another model. */
    void checkModel(Prompt prompt) {
        String asked = prompt.model();
        String loaded = generator.config().name();
        if (asked != null && !asked.equals(loaded)) {
            throw new Refusal(
                    Reason.UNKNOWN_MODEL,
                    "model must be " + loaded + " or left out, got "
                            + asked.substring(0, Math.min(SHOWN_NAME, asked.length()))
                            + "; send the prompt to a job that serves that model");
        }
    }

    private void checkObserved(Prompt prompt) {
        Symbols observed = prompt.observed();
        if (observed == null) {
            return;
        }
        if (observed.count() > limits.maxObservedSymbols()) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "observed must have at most " + limits.maxObservedSymbols() + " symbols, got " + observed.count()
                            + "; send the rest in further events of the session");
        }
        SymbolKind kind = generator.config().emission().kind();
        if (observed.kind() != kind) {
            throw new Refusal(
                    Reason.INVALID_SYMBOLS,
                    "observed symbols must be " + kind + " for model "
                            + generator.config().name() + ", got " + observed.kind()
                            + "; send the kind that the model was trained on");
        }
        try {
            generator.check(observed.values());
        } catch (InvalidSymbols e) {
            throw new Refusal(Reason.INVALID_SYMBOLS, String.valueOf(e.getMessage()));
        }
    }

    private void checkCounts(Prompt prompt) {
        if (prompt.generateSymbols() > limits.maxGeneratedSymbols()) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "generate_symbols must be at most " + limits.maxGeneratedSymbols() + ", got "
                            + prompt.generateSymbols() + "; ask for the rest in further events of the session");
        }
        ModelConfig config = generator.config();
        int steps = blockSteps(prompt);
        int maxSteps = Math.min(limits.maxBlockSteps(), Integer.MAX_VALUE / config.frame());
        if (steps > maxSteps) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "block_steps must be at most " + maxSteps + ", got " + steps + "; ask for smaller blocks");
        }
        requireBlocksFit(prompt, steps);
    }

    /** Refuses a request under way if a chunk that is left of it could be too large a record, as limits may shrink. */
    void checkRest(OpenRequest request) {
        requireBlocksFit(request.prompt(), request.blockSteps());
    }

    private void requireBlocksFit(Prompt prompt, int blockSteps) {
        long largestBlock = (long) blockSteps * generator.config().frame();
        requireFits(prompt, Math.min(prompt.generateSymbols(), largestBlock));
    }

    /** Refuses a prompt if a chunk of {@code symbols} symbols that answers it could be too large a record. */
    private void requireFits(Prompt prompt, long symbols) {
        ModelConfig config = generator.config();
        long bytes = RecordSizes.largestChunk(
                prompt, config.name(), config.emission().kind(), symbols);
        if (bytes > limits.maxRecordBytes()) {
            throw new Refusal(
                    Reason.INVALID_FIELD,
                    "a chunk with its headers must fit " + limits.maxRecordBytes() + " bytes, but one of this request"
                            + " could have " + bytes + "; ask for smaller blocks or send smaller headers");
        }
    }
}
