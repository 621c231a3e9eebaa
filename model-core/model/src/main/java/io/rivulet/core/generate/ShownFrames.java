package io.rivulet.core.generate;

import io.rivulet.core.layers.Segments;
import io.rivulet.core.numerics.Scratch;
import java.util.Arrays;

/**
 * The frames that each of some sessions is to be shown, and how many of them it has been. What a pass shows of a
 * session is one of its {@link Segments}. Filled anew for every call; owns its memory.
 */
final class ShownFrames {
    private int count;
    private float[][] frames = {};
    private int[] first = {};
    private int[] steps = {};
    private int[] shown = {};
    private int[] next = {};

    void clear() {
        // A long prompt must not outlive its call.
        Arrays.fill(frames, 0, count, null);
        count = 0;
    }

    /** A session that is to be shown {@code most} frames of {@code of}, [frames, F], from frame {@code from} on. */
    void add(float[] of, int from, int most) {
        if (count == steps.length) {
            int capacity = Scratch.grown(count, count + 1);
            frames = Arrays.copyOf(frames, capacity);
            first = Arrays.copyOf(first, capacity);
            steps = Arrays.copyOf(steps, capacity);
            shown = Arrays.copyOf(shown, capacity);
            next = Arrays.copyOf(next, capacity);
        }
        frames[count] = of;
        first[count] = from;
        steps[count] = most;
        shown[count] = 0;
        next[count] = 0;
        count++;
    }

    int count() {
        return count;
    }

    float[] frames(int session) {
        return frames[session];
    }

    /** The first frame that has not been shown. */
    int at(int session) {
        return first[session] + shown[session];
    }

    /** Frames that have been shown. */
    int shown(int session) {
        return shown[session];
    }

    /** Frames that the present pass shows; 0 if it leaves the session out. */
    int next(int session) {
        return next[session];
    }

    /** Decides what the next pass shows, {@code maxRows} frames at most; false if nothing is left. */
    boolean plan(int maxRows, Segments segments) {
        segments.clear();
        int room = maxRows;
        for (int i = 0; i < count; i++) {
            next[i] = Math.min(steps[i] - shown[i], room);
            room -= next[i];
            if (next[i] > 0) {
                segments.add(next[i]);
            }
        }
        return segments.count() > 0;
    }

    /** The present pass has shown what was planned. */
    void done() {
        for (int i = 0; i < count; i++) {
            shown[i] += next[i];
        }
    }
}
