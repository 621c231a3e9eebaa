package io.rivulet.core.training;

import io.rivulet.core.emission.Categorical;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Gaussian;
import io.rivulet.core.emission.StudentT;

/** A value for each emission that training covers; the others are refused. */
abstract class TrainableEmission<T> implements Emission.Cases<T> {

    @Override
    public final T categorical(Categorical emission) {
        throw refusal(emission);
    }

    @Override
    public final T gaussian(Gaussian emission) {
        throw refusal(emission);
    }

    @Override
    public final T studentT(StudentT emission) {
        throw refusal(emission);
    }

    private static IllegalArgumentException refusal(Emission emission) {
        return new IllegalArgumentException("training covers binary and windowed emissions, got "
                + emission.getClass().getSimpleName() + "; choose a windowed one for this kind of symbol");
    }
}
