package io.rivulet.core.model;

/** How what was observed of a sequence decides what follows. */
public enum Conditioning {

    /** Observed frames enter the decoder, and so does a learned vector for each planned step, which gives the prior. */
    OBSERVED,

    /**
     * As in arXiv 2407.08415: the decoder sees latents alone. Those of all steps come from a partial posterior, a
     * causal stack over frames of which only the observed ones are shown; where nothing is observed, from the prior.
     */
    PARTIAL_POSTERIOR
}
