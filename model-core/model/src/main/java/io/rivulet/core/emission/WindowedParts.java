package io.rivulet.core.emission;

import io.rivulet.core.layers.Linear;
import io.rivulet.core.numerics.Diagonal;
import io.rivulet.core.numerics.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a {@link Windowed} emission, and what they make.
 *
 * @param drive from a frame to the recurrence's input, [rows, 2 * context]
 * @param x0 the recurrence before the first frame, [2 * context]
 * @param perFrame from the decoder's output to the numbers of a frame, [rows, F * (features + outputs)]
 * @param joinOutput from the decoder's output to the joint units, [rows, joint]
 * @param joinContext from the recurrence to the same
 * @param readout from the joint units to the numbers of a frame
 * @param hiddenWeight [hidden, features + lags * inputs a symbol]
 * @param innerWeight [inner, hidden]
 * @param outWeight [outputs, inner]
 * @param table [values, inputs a symbol] for an unordered alphabet
 */
public record WindowedParts(
        SymbolEmbedding drive,
        Diagonal lambda,
        float[] x0,
        Linear perFrame,
        Linear joinOutput,
        Linear joinContext,
        Linear readout,
        float[] hiddenWeight,
        float[] hiddenBias,
        float[] innerWeight,
        float[] innerBias,
        float[] outWeight,
        float[] outBias,
        float @Nullable [] table) {

    /** What sessions keep. */
    public SymbolMemory memory(Kernels kernels, Windowed emission, int frame) {
        return windowMemory(kernels, emission, frame);
    }

    /** What draws symbols. */
    public EmissionHead head(Kernels kernels, Windowed emission, int frame) {
        WindowNetwork network = new WindowNetwork(kernels, emission, frame, this);
        WindowMemory memory = windowMemory(kernels, emission, frame);
        FrameContext context = new FrameContext(kernels, joinOutput, joinContext, readout);
        return new WindowedHead(kernels, emission, frame, perFrame, context, network, memory);
    }

    private WindowMemory windowMemory(Kernels kernels, Windowed emission, int frame) {
        return new WindowMemory(kernels, drive, lambda, x0, frame, emission.reach());
    }
}
