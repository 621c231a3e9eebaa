package io.rivulet.core.model;

/** How what was observed of a sequence decides what follows. */
public enum Conditioning {

    /** Observed frames enter the decoder, and so does a learned vector for each planned step, which gives the prior. */
    OBSERVED
}
