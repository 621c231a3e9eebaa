package io.rivulet.core.model;

/** What the latents of one step are: part of a model's configuration. */
public sealed interface Latents permits GaussianLatents, CategoricalLatents {

    /** What {@code cases} give for these latents. */
    <T> T match(Cases<T> cases);

    /**
     * A value for each family: whoever tells them apart does so here, so that a further one compiles nowhere unseen.
     */
    interface Cases<T> {

        T gaussian(GaussianLatents latents);

        T categorical(CategoricalLatents latents);
    }

    /** Numbers by which the latents of a step enter the decoder. */
    int inputs();

    /**
     * Numbers that decide the distribution of a step's latents. All of them 0 is the unconditional prior of the family:
     * standard normal, or uniform.
     */
    int parameters();

    /** Uniform draws that select the latents of a step. */
    int draws();

    /** Whether their posterior has an autoregressive flow. */
    boolean flow();
}
