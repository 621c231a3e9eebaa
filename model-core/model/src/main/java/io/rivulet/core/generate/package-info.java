/**
 * Serving: what a session is, and how it moves over observed frames and generates new ones in blocks, for one session
 * or many at once, with the same bytes.
 *
 * <p>{@link io.rivulet.core.generate.Generator} is the entry. Its {@code absorb} goes through {@code FramePass}: a
 * frame enters by {@code FrameEmbedding}, a {@code Conditioner} moves the recurrent states through a {@code
 * CausalStack}. Its {@code generate} goes through {@code BlockPass}: the conditioner <em>plans</em>, which is where
 * what decides the latents is computed ({@code ObservedInput}: the decoder's prior head; {@code PartialPosterior}: the
 * posterior of the latents given what was observed); a {@code LatentHead} draws z; the decoder <em>emits</em>, and an
 * emission's head ({@code EmissionHeads}) draws the symbols; {@code FramePass} <em>anchors</em>, which is to absorb
 * them. The posterior that sees the whole sequence, q(z | x), exists in training alone.
 *
 * <p>The letters of the code and of the tensors' names, and where they come from:
 *
 * <pre>
 * x_t          frame of step t, F symbols                 arXiv 2407.08415
 * z_t          latents of step t                          arXiv 2407.08415
 * o_t          output of the decoder, width H             arXiv 2407.08415
 * q, C         (partial) posterior; frames observed       arXiv 2407.08415
 * H, P         width; complex states of a layer           arXiv 2208.04933 (S5)
 * B, C, D      of a layer: input, output, skip            arXiv 2208.04933 (S5)
 * lambda       diagonal of a layer's recurrence           arXiv 2303.06349 (LRU)
 * nu, theta    lambda = exp(-exp(nu) + i exp(theta))      arXiv 2303.06349 (LRU)
 * gamma        scale of a layer's input, log_gamma        arXiv 2303.06349 (LRU)
 * D            width of Gaussian latents
 * E            numbers by which a frame enters
 * c_t          recurrence over frames of a window
 * </pre>
 */
@NullMarked
package io.rivulet.core.generate;

import org.jspecify.annotations.NullMarked;
