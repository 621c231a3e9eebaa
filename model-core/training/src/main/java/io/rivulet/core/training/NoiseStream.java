package io.rivulet.core.training;

import java.util.SplittableRandom;

/** Training's randomness: a stream of its own for every (seed, step, shard). */
final class NoiseStream {
    private NoiseStream() {}

    static SplittableRandom of(long seed, int step, int shard) {
        return new SplittableRandom(mix(seed) ^ mix(((long) step << 32) | shard));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        long x = z + 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
