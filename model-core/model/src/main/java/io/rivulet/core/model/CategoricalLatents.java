package io.rivulet.core.model;

/**
 * Latents of a few values, as in arXiv 2407.08415: each group is one of {@code values}, by a logit each, and enters the
 * decoder one-hot. Numbers of a step are [groups, values].
 *
 * @param groups latents a step
 * @param values that a latent may have
 */
public record CategoricalLatents(int groups, int values) implements Latents {

    public CategoricalLatents {
        Extents.within("groups of latents", groups, 1 << 10);
        Extents.within("values of a latent", values, 2, 1 << 10);
        Extents.within("numbers of categorical latents", groups * values, 1 << 14);
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.categorical(this);
    }

    @Override
    public int inputs() {
        return groups * values;
    }

    @Override
    public int parameters() {
        return groups * values;
    }

    @Override
    public int draws() {
        return groups;
    }

    @Override
    public boolean flow() {
        return false;
    }
}
