package io.rivulet.core.baseline;

/** A backbone that goes on from what it keeps of the past: nothing earlier is computed again. */
public interface CachedBackbone {

    /** Forgets all sequences. */
    void start();

    /** One more symbol of each sequence: h [batch, width] in place, from the embedded symbol to what the head reads. */
    void step(float[] h);
}
