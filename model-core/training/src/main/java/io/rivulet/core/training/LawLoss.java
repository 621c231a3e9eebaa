package io.rivulet.core.training;

import io.rivulet.core.emission.CategoricalLaw;
import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;

/** The negative log likelihood of one symbol under its law, and the gradient on the numbers that decide the law. */
public interface LawLoss {

    static LawLoss of(SymbolLaw law) {
        if (law instanceof CategoricalLaw categorical) {
            return new CategoricalLawLoss(categorical.values());
        }
        return law instanceof LogisticLaw logistic ? new LogisticLawLoss(logistic) : new BinaryLawLoss();
    }

    /** In nats; the law's numbers begin at {@code at}. */
    double nats(float[] outputs, int at, float symbol);

    /** Replaces the law's numbers by {@code weight} times the gradient of {@link #nats}. */
    void gradient(float[] outputs, int at, float symbol, float weight);
}
