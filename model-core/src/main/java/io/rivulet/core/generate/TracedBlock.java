package io.rivulet.core.generate;

/**
 * A block with everything that went into it, so that an outsider can compute it again.
 *
 * @param steps n
 * @param priorMean [n, D]
 * @param priorLogSd [n, D], clamped
 * @param latents z, [n, D]
 * @param logits the emission head's linear output, [n, logitsWidth], before temperature and any head inside the frame
 * @param frames [n, F], the first of them with the pending symbols, the last one whole though not all of it is delivered
 */
public record TracedBlock(
        Block block,
        int steps,
        float[] priorMean,
        float[] priorLogSd,
        float[] latents,
        float[] logits,
        float[] frames) {}
