package io.rivulet.core.emission;

/** How a frame of symbols is distributed, given the decoder's output: part of a model's configuration. */
public sealed interface Emission permits Bernoulli, AutoregressiveBernoulli, Categorical, Gaussian, StudentT, Windowed {

    /** What {@code cases} give for this emission. */
    <T> T match(Cases<T> cases);

    /**
     * A value for each emission: whoever tells them apart does so here, so that a further one compiles nowhere unseen.
     */
    interface Cases<T> {

        T bernoulli(Bernoulli emission);

        T autoregressiveBernoulli(AutoregressiveBernoulli emission);

        T categorical(Categorical emission);

        T gaussian(Gaussian emission);

        T studentT(StudentT emission);

        T windowed(Windowed emission);
    }

    SymbolKind kind();

    /** Values that a symbol may have, from 0 on; 0 of real symbols, which may have any. */
    int values();

    /** Adjacent symbols that have a standardisation each; a frame has whole groups. */
    default int channels() {
        return 1;
    }

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
