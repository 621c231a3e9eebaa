package io.rivulet.core.generate;

/**
 * A block with everything that went into it, so that an outsider can compute it again.
 *
 * @param steps n
 * @param prior what the latents were drawn from, [n, parameters]: of Gaussian ones D means, then D log standard
 *     deviations, clamped; of categorical ones the logits, [groups, values]
 * @param latents z as it entered the decoder, [n, inputs]
 * @param logits the emission head's linear output, [n, logitsWidth], before temperature and any head inside the frame
 * @param frames [n, F], the first of them with the pending symbols, the last one whole though not all of it is
 *     delivered
 */
public record TracedBlock(Block block, int steps, float[] prior, float[] latents, float[] logits, float[] frames) {}
