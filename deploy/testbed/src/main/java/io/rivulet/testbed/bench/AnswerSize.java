package io.rivulet.testbed.bench;

/**
 * What each prompt of a measurement asks for.
 *
 * @param frames steps of the model
 * @param block frames of a chunk
 */
public record AnswerSize(int frames, int block) {
    public AnswerSize {
        if (frames < 1 || block < 1) {
            throw new IllegalArgumentException(
                    "a measured answer has a frame or more in blocks of a frame or more, got " + frames
                            + " in blocks of " + block + "; leave both out for the defaults");
        }
    }
}
