package io.rivulet.core.training;

import io.rivulet.core.adjoint.Adjoints;
import io.rivulet.core.emission.AutoregressiveBernoulli;
import io.rivulet.core.emission.Bernoulli;
import io.rivulet.core.emission.Emission;
import io.rivulet.core.emission.Windowed;
import io.rivulet.core.model.ModelConfig;

/** Refuses configurations whose networks do not fill whole vectors, as gradients need. Gives what it has checked. */
final class TrainedWidths extends TrainableEmission<Emission> {
    private TrainedWidths() {}

    static void check(ModelConfig config) {
        aligned("width", config.width(), Adjoints.ALIGNMENT);
        // The encoder runs half of its states backwards, and each half fills whole vectors.
        aligned("states", config.states(), 2 * Adjoints.ALIGNMENT);
        config.emission().match(new TrainedWidths());
    }

    @Override
    public Emission bernoulli(Bernoulli emission) {
        return emission;
    }

    @Override
    public Emission autoregressiveBernoulli(AutoregressiveBernoulli emission) {
        aligned("hidden units inside the frame", emission.hidden(), Adjoints.ALIGNMENT);
        return emission;
    }

    @Override
    public Emission windowed(Windowed emission) {
        aligned("hidden units of the window", emission.hidden(), Adjoints.ALIGNMENT);
        aligned("context states", emission.context(), Adjoints.ALIGNMENT);
        aligned("inner units of the window", emission.inner(), Adjoints.ALIGNMENT);
        return emission;
    }

    private static void aligned(String what, int count, int multiple) {
        if (count % multiple != 0) {
            throw new IllegalArgumentException(
                    what + " must be a multiple of " + multiple + " in training, got " + count + "; round it up");
        }
    }
}
