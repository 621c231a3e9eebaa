package io.rivulet.flink.serving;

import io.rivulet.core.emission.SymbolKind;
import io.rivulet.core.emission.Temperature;
import io.rivulet.core.generate.AbsorbRequest;
import io.rivulet.core.generate.Absorption;
import io.rivulet.core.generate.Block;
import io.rivulet.core.generate.BlockPlan;
import io.rivulet.core.generate.BlockRequest;
import io.rivulet.core.generate.BlockSize;
import io.rivulet.core.generate.Generator;
import io.rivulet.core.generate.NonFiniteState;
import io.rivulet.core.generate.Randomness;
import io.rivulet.core.generate.SessionState;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Prompt;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.event.Symbols;
import io.rivulet.flink.state.OpenRequest;
import io.rivulet.flink.state.StoredSession;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests one block further, all of a batch in one pass of the model. What comes out of a request depends on it
 * and its session alone, never on the others of the batch.
 */
final class Answerer {

    private final Generator generator;
    private final ModelConfig config;

    Answerer(Generator generator) {
        this.generator = generator;
        this.config = generator.config();
    }

    /** One outcome a request, in their order; no two of one session. */
    List<Outcome> advance(List<OpenRequest> requests) {
        try {
            return together(requests);
        } catch (NonFiniteState overflow) {
            // One overflow must not cost the others their turn: find it by running each alone.
            List<Outcome> outcomes = new ArrayList<>();
            for (OpenRequest request : requests) {
                outcomes.add(alone(request));
            }
            return outcomes;
        }
    }

    /** Confirms that the session is erased, which stood as {@code stood} before. */
    Chunk receipt(Prompt prompt, SessionStart stood) {
        Symbols none = Symbols.none(config.emission().kind());
        return new Chunk(prompt.origin(), config.name(), generator.fingerprint().hex(), 0, 1, 0, none, stood, 0, true);
    }

    private Outcome alone(OpenRequest request) {
        try {
            return together(List.of(request)).get(0);
        } catch (NonFiniteState overflow) {
            return new Outcome.Refused(
                    request.prompt(), new Refusal(Reason.NON_FINITE, String.valueOf(overflow.getMessage())));
        }
    }

    private List<Outcome> together(List<OpenRequest> requests) {
        List<Turn> turns = absorbed(requests);
        Iterator<Block> blocks = generator.generate(blockRequests(turns)).iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (Turn turn : turns) {
            outcomes.add(outcome(turn, turn.generates() ? blocks.next() : null));
        }
        return outcomes;
    }

    private List<Turn> absorbed(List<OpenRequest> requests) {
        List<AbsorbRequest> observed = new ArrayList<>();
        for (OpenRequest request : requests) {
            if (observes(request)) {
                observed.add(new AbsorbRequest(request.session().state(), observedBy(request.prompt())));
            }
        }
        Iterator<Absorption> absorptions = generator.absorb(observed).iterator();
        List<Turn> turns = new ArrayList<>();
        for (OpenRequest request : requests) {
            turns.add(turn(request, observes(request) ? absorptions.next() : null));
        }
        return turns;
    }

    private static boolean observes(OpenRequest request) {
        return request.untouched() && request.prompt().observedCount() > 0;
    }

    private static float[] observedBy(Prompt prompt) {
        Symbols observed = prompt.observed();
        return observed == null ? new float[0] : observed.values();
    }

    private Turn turn(OpenRequest request, @Nullable Absorption absorption) {
        SessionState state = absorption == null ? request.session().state() : absorption.state();
        int pending = request.untouched() ? state.pending() : request.pending();
        BlockPlan plan = new BlockPlan(
                new BlockSize(request.blockSteps(), config.frame()),
                pending,
                request.prompt().generateSymbols());
        return new Turn(request, state, absorption == null ? 0 : absorption.stepsAbsorbed(), plan);
    }

    private static List<BlockRequest> blockRequests(List<Turn> turns) {
        List<BlockRequest> blocks = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.generates()) {
                Prompt prompt = turn.request().prompt();
                Randomness randomness = Randomness.of(
                        prompt.seed(), prompt.origin().sessionId(), new Temperature(prompt.temperature()));
                blocks.add(new BlockRequest(turn.state(), turn.symbols(), randomness));
            }
        }
        return blocks;
    }

    private Outcome outcome(Turn turn, @Nullable Block block) {
        OpenRequest request = turn.request();
        SymbolKind kind = config.emission().kind();
        SessionState after = block == null ? turn.state() : block.state();
        Chunk chunk = new Chunk(
                request.prompt().origin(),
                config.name(),
                generator.fingerprint().hex(),
                request.nextBlock(),
                turn.chunks(),
                turn.state().symbols(config.frame()),
                block == null ? Symbols.none(kind) : new Symbols(kind, block.symbols()),
                request.start(),
                turn.stepsRun() + (block == null ? 0 : block.stepsAbsorbed()));
        StoredSession session = new StoredSession(request.session().model(), after);
        OpenRequest rest =
                chunk.last() ? null : request.next(session, turn.plan().partial());
        long advanced = after.steps() - request.session().state().steps();
        return new Outcome.Answered(chunk, session, rest, advanced, turn.stepsGenerated());
    }

    /**
     * A request's part in one pass.
     *
     * @param state of the session, the prompt's symbols absorbed
     * @param stepsRun steps that absorbing them took
     */
    private record Turn(OpenRequest request, SessionState state, int stepsRun, BlockPlan plan) {

        boolean generates() {
            return plan.symbols() > 0;
        }

        int symbols() {
            return plan.symbolsIn(request.nextBlock());
        }

        /** Chunks of the whole answer: one for each block, and one if there is no block. */
        int chunks() {
            return generates() ? plan.blocks() : 1;
        }

        int stepsGenerated() {
            int frame = plan.size().frame();
            return generates() ? (state.pending() + symbols() + frame - 1) / frame : 0;
        }
    }
}
