package io.rivulet.core.generate;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.layers.Segments;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.numerics.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moves sessions: over observed frames (absorb), and through new ones (generate). Each block is three passes from the
 * same state, all parallel over its steps: plan (what may the latents be), emit (what may the symbols be), and anchor
 * (absorb what was emitted). The bytes of a session never depend on the batch that it is in, on how its prompt was split,
 * or on how its blocks were grouped into requests.
 *
 * <p>Owns working memory that grows to the largest batch seen. Not thread-safe: one per thread.
 */
public final class Generator {

    /** Rows of one absorbing pass; a longer prompt takes several, so that working memory stays bounded. */
    static final int ABSORB_ROWS = 1024;

    /** The most steps that the blocks of one call may have together, so that working memory stays bounded. */
    public static final int MAX_STEPS = 1 << 16;

    private final Bundle bundle;
    private final int frame;
    private final FramePass framePass;
    private final BlockPass blockPass;
    private final SymbolRules rules;
    private final SessionState start;

    public Generator(Bundle bundle, Kernels kernels) {
        this.bundle = bundle;
        ModelConfig config = bundle.config();
        TensorSource tensors = new TensorSource(TensorLayout.serving(config), bundle.weights(), kernels);
        Heads heads = Heads.of(config, tensors, kernels);
        frame = config.frame();
        CausalStack decoder = CausalStack.decoder(config, tensors, kernels);
        Conditioner conditioner = Conditioner.of(config, tensors, kernels, decoder);
        framePass = new FramePass(config, conditioner, heads.memory());
        blockPass = new BlockPass(config, tensors, kernels, decoder, conditioner, heads.emission());
        rules = new SymbolRules(config.emission());
        float[] first = new float[config.stateFloats()];
        decoder.start(first);
        conditioner.start(first);
        heads.memory().start(first, first.length - heads.memory().floats());
        start = new SessionState(first, 0, new float[0]);
    }

    public ModelConfig config() {
        return bundle.config();
    }

    public String fingerprint() {
        return bundle.fingerprint();
    }

    /** A session that has seen nothing. */
    public SessionState start() {
        return start;
    }

    /**
     * Checks kind and range of symbols.
     *
     * @throws InvalidSymbols if the model cannot have one of them
     */
    public void check(float[] symbols) {
        rules.check(symbols);
    }

    /** {@link #absorb(List)} for one session. */
    public Absorption absorb(SessionState state, float[] symbols) {
        return absorb(List.of(new AbsorbRequest(state, symbols))).get(0);
    }

    /**
     * Shows each session its symbols. Symbols that do not finish a frame stay pending.
     *
     * @throws InvalidSymbols if a symbol breaks the model's rules; no session has moved
     * @throws NonFiniteState if the model overflows; no session has moved
     */
    public List<Absorption> absorb(List<AbsorbRequest> batch) {
        int count = batch.size();
        float[][] symbols = new float[count][];
        int[] steps = new int[count];
        float[][] recurrent = new float[count][];
        for (int i = 0; i < count; i++) {
            AbsorbRequest request = batch.get(i);
            request.state().requireFit(config().stateFloats(), frame);
            check(request.symbols());
            symbols[i] = joined(request.state(), request.symbols());
            steps[i] = symbols[i].length / frame;
            recurrent[i] = request.state().recurrent();
        }
        int[] absorbed = framePass.run(symbols, steps, recurrent, ABSORB_ROWS);
        List<Absorption> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int whole = absorbed[i] * frame;
            SessionState before = batch.get(i).state();
            out.add(new Absorption(
                    moved(before, recurrent[i], absorbed[i], symbols[i], whole, symbols[i].length, i), absorbed[i]));
        }
        return out;
    }

    /** {@link #generate(List)} for one session. */
    public Block generate(BlockRequest request) {
        return generate(List.of(request)).get(0);
    }

    /**
     * Generates one block for each session; all blocks together have at most {@link #MAX_STEPS} steps.
     *
     * @throws NonFiniteState if the model overflows; no session has moved
     */
    public List<Block> generate(List<BlockRequest> batch) {
        int count = batch.size();
        if (count == 0) {
            return List.of();
        }
        Segments segments = segments(batch);
        float[] frames = blockPass.run(batch, segments);
        float[][] symbols = new float[count][];
        int[] whole = new int[count];
        float[][] recurrent = new float[count][];
        for (int i = 0, row = 0; i < count; row += segments.steps()[i++]) {
            symbols[i] = Arrays.copyOfRange(frames, row * frame, (row + segments.steps()[i]) * frame);
            requireFinite("a symbol", symbols[i], i);
            whole[i] = batch.get(i).wholeSteps(frame);
            recurrent[i] = batch.get(i).state().recurrent();
        }
        int[] anchored = framePass.run(symbols, whole, recurrent, Integer.MAX_VALUE);
        List<Block> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            SessionState before = batch.get(i).state();
            int end = before.pending() + batch.get(i).symbols();
            SessionState after = moved(before, recurrent[i], anchored[i], symbols[i], anchored[i] * frame, end, i);
            out.add(new Block(after, Arrays.copyOfRange(symbols[i], before.pending(), end), anchored[i]));
        }
        return out;
    }

    /** Generates one block for one session, with everything that went into it. */
    public TracedBlock trace(BlockRequest request) {
        Block block = generate(request);
        int steps = request.steps(frame);
        LatentHead planned = blockPass.planned();
        return new TracedBlock(
                block,
                steps,
                Arrays.copyOf(planned.parameters(), steps * config().latents().parameters()),
                Arrays.copyOf(planned.latents(), steps * config().latents().inputs()),
                Arrays.copyOf(
                        blockPass.emission().logits(),
                        steps * config().emission().logitsWidth(frame)),
                Arrays.copyOf(blockPass.frames(), steps * frame));
    }

    private Segments segments(List<BlockRequest> batch) {
        int[] steps = new int[batch.size()];
        long total = 0;
        for (int i = 0; i < steps.length; i++) {
            batch.get(i).state().requireFit(config().stateFloats(), frame);
            steps[i] = batch.get(i).steps(frame);
            total += steps[i];
        }
        if (total > MAX_STEPS) {
            throw new IllegalArgumentException("the blocks of one call may have " + MAX_STEPS + " steps together, got "
                    + total + "; ask for shorter blocks or fewer sessions at once");
        }
        return Segments.of(steps);
    }

    /** The session after {@code steps} more steps, with what is left of {@code symbols} from {@code from} pending. */
    private static SessionState moved(
            SessionState before, float[] recurrent, int steps, float[] symbols, int from, int to, int request) {
        requireFinite("a number of the recurrent state", recurrent, request);
        return new SessionState(recurrent, before.steps() + steps, Arrays.copyOfRange(symbols, from, to));
    }

    private static float[] joined(SessionState state, float[] symbols) {
        float[] joined = new float[Math.addExact(state.pending(), symbols.length)];
        state.copyPartial(joined, 0);
        System.arraycopy(symbols, 0, joined, state.pending(), symbols.length);
        return joined;
    }

    private static void requireFinite(String what, float[] values, int request) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new NonFiniteState(what, request);
            }
        }
    }
}
