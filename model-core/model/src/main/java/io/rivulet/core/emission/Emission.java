package io.rivulet.core.emission;

/** How a frame of symbols is distributed, given the decoder's output: part of a model's configuration. */
public sealed interface Emission permits Bernoulli, AutoregressiveBernoulli, Categorical, Gaussian, StudentT, Windowed {

    SymbolKind kind();

    /** Adjacent symbols that are decided together; a frame has whole groups. */
    default int group() {
        return 1;
    }

    /** Numbers that the emission head's linear map gives for a frame of {@code frame} symbols. */
    int logitsWidth(int frame);

    /** Numbers that a session keeps for this emission, beside the decoder's recurrent state. */
    default int memoryFloats() {
        return 0;
    }

    /** Numbers by which a frame of {@code frame} observed symbols enters the model. */
    int inputWidth(int frame);
}
