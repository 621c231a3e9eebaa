package io.rivulet.core.model;

/**
 * Real latents, normal given what a head says of each: D means, then D log standard deviations, those clamped.
 *
 * @param width D, latents a step
 */
public record GaussianLatents(int width) implements Latents {

    /** Log standard deviations are clamped to this range, in serving and in training. */
    public static final float MIN_LOG_SD = -6;

    public static final float MAX_LOG_SD = 2;

    public GaussianLatents {
        Extents.within("latent", width, 1 << 12);
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.gaussian(this);
    }

    @Override
    public int inputs() {
        return width;
    }

    @Override
    public int parameters() {
        return 2 * width;
    }

    @Override
    public int draws() {
        return width;
    }

    @Override
    public boolean flow() {
        return true;
    }
}
