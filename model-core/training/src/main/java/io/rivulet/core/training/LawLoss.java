package io.rivulet.core.training;

import io.rivulet.core.emission.BinaryLaw;
import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;

/** The negative log likelihood of one symbol under its law, and the gradient on the numbers that decide the law. */
public interface LawLoss {

    static LawLoss of(SymbolLaw law) {
        return law.match(new SymbolLaw.Cases<>() {
            @Override
            public LawLoss binary(BinaryLaw binary) {
                return new BinaryLawLoss();
            }

            @Override
            public LawLoss categorical(CategoricalLaw categorical) {
                return new CategoricalLawLoss(categorical.values());
            }

            @Override
            public LawLoss logistic(LogisticLaw logistic) {
                return new LogisticLawLoss(logistic);
            }
        });
    }

    /** In nats; the law's numbers begin at {@code at}. */
    double nats(float[] outputs, int at, float symbol);

    /** Replaces the law's numbers by {@code weight} times the gradient of {@link #nats}. */
    void gradient(float[] outputs, int at, float symbol, float weight);
}
