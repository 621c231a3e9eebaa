package io.rivulet.core.generate;

import io.rivulet.core.bundle.Bundle;
import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.core.layers.PassThreads;
import io.rivulet.core.layers.RowBlocks;
import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.TensorLayout;
import io.rivulet.core.numerics.Kernels;
import io.rivulet.core.numerics.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moves sessions: over observed frames (absorb), and through new ones (generate). Each block is three passes from the
 * same state, all parallel over its steps: plan (what may the latents be), emit (what may the symbols be), and anchor
 * (absorb what was emitted). The bytes of a session never depend on the batch that it is in, on how its prompt was
 * split, or on how its blocks were grouped into requests.
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
    private final int stateFloats;
    private final ShownFrames shown = new ShownFrames();
    private final Scratch states = new Scratch();
    /** Of the last pass. */
    private float[] frames = {};

    /** On the thread that calls. */
    public Generator(Bundle bundle, Kernels kernels) {
        this(bundle, kernels, PassThreads.one());
    }

    /** @param threads that share passes of more rows than {@link RowBlocks#SHARED}; who opened them closes them */
    public Generator(Bundle bundle, Kernels kernels, PassThreads threads) {
        this.bundle = bundle;
        ModelConfig config = bundle.config();
        TensorSource tensors = new TensorSource(TensorLayout.serving(config), bundle.weights(), kernels);
        Heads heads = Heads.of(config, tensors, kernels);
        frame = config.frame();
        stateFloats = config.stateFloats();
        CausalStack decoder = CausalStack.decoder(config, tensors, kernels, threads);
        Conditioner conditioner = Conditioner.of(config, tensors, kernels, threads, decoder);
        framePass = new FramePass(config, conditioner, heads.memory());
        blockPass = new BlockPass(config, tensors, kernels, decoder, conditioner, heads.emission());
        rules = new SymbolRules(config.emission());
        float[] first = new float[stateFloats];
        decoder.start(first);
        conditioner.start(first);
        heads.memory().start(first, first.length - heads.memory().floats());
        start = new SessionState(first, 0, new float[0]);
    }

    public ModelConfig config() {
        return bundle.config();
    }

    public Fingerprint fingerprint() {
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
        float[] moved = states.floats(count, stateFloats);
        shown.clear();
        for (int i = 0; i < count; i++) {
            AbsorbRequest request = batch.get(i);
            request.state().requireFit(stateFloats, frame);
            check(request.symbols());
            symbols[i] = joined(request.state(), request.symbols());
            shown.add(symbols[i], 0, symbols[i].length / frame);
            request.state().copyRecurrent(moved, i * stateFloats);
        }
        framePass.run(shown, moved, ABSORB_ROWS);
        List<Absorption> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int steps = shown.shown(i);
            SessionState state = moved(batch.get(i).state(), i, symbols[i], steps * frame, symbols[i].length);
            out.add(new Absorption(state, steps));
        }
        shown.clear();
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
        pass(batch);
        List<Block> out = new ArrayList<>(count);
        for (int i = 0, row = 0; i < count; row += blockPass.segments().steps(i++)) {
            BlockRequest request = batch.get(i);
            int first = row * frame;
            int begin = first + request.state().pending();
            int end = begin + request.symbols();
            SessionState after = moved(request.state(), i, frames, first + shown.shown(i) * frame, end);
            out.add(new Block(after, Arrays.copyOfRange(frames, begin, end), shown.shown(i)));
        }
        return out;
    }

    /** The three passes, in working memory alone: once that has grown, nothing is allocated. */
    void pass(List<BlockRequest> batch) {
        requireRoom(batch);
        frames = blockPass.run(batch);
        float[] moved = states.floats(batch.size(), stateFloats);
        shown.clear();
        for (int i = 0, row = 0; i < batch.size(); i++) {
            int next = row + blockPass.segments().steps(i);
            requireFinite("a symbol", frames, row * frame, next * frame, i);
            shown.add(frames, row, batch.get(i).wholeSteps(frame));
            batch.get(i).state().copyRecurrent(moved, i * stateFloats);
            row = next;
        }
        framePass.run(shown, moved, Integer.MAX_VALUE);
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

    private void requireRoom(List<BlockRequest> batch) {
        long total = 0;
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).state().requireFit(stateFloats, frame);
            total += batch.get(i).steps(frame);
        }
        if (total > MAX_STEPS) {
            throw new IllegalArgumentException("the blocks of one call may have " + MAX_STEPS + " steps together, got "
                    + total + "; ask for shorter blocks or fewer sessions at once");
        }
    }

    /** Request {@code i}'s session after the frames that it was shown, with the symbols in [from, to) pending. */
    private SessionState moved(SessionState before, int i, float[] symbols, int from, int to) {
        float[] numbers = states.floats(0, 0);
        requireFinite("a number of the recurrent state", numbers, i * stateFloats, (i + 1) * stateFloats, i);
        return before.later(shown.shown(i), numbers, i * stateFloats, symbols, from, to);
    }

    private static float[] joined(SessionState state, float[] symbols) {
        float[] joined = new float[Math.addExact(state.pending(), symbols.length)];
        state.copyPartial(joined, 0);
        System.arraycopy(symbols, 0, joined, state.pending(), symbols.length);
        return joined;
    }

    private static void requireFinite(String what, float[] values, int from, int to, int request) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                throw new NonFiniteState(what, request);
            }
        }
    }
}
