package io.rivulet.core.training;

import io.rivulet.core.emission.LogisticLaw;
import io.rivulet.core.emission.SymbolLaw;

/** Of the adjacent symbols that one set of outputs decides: each under its own law, given those before it. */
final class GroupLoss {
    private final SymbolLaw law;
    private final LawLoss one;
    private final int outputs;
    private final float[] group;
    private final float[] own;

    GroupLoss(SymbolLaw law) {
        this.law = law;
        one = LawLoss.of(law);
        outputs = law.outputs();
        group = new float[outputs];
        own = new float[outputs];
    }

    /** In nats, of the symbols from {@code first}; the outputs begin at {@code at}. */
    double nats(float[] laws, int at, float[] symbols, int first) {
        if (law.group() == 1) {
            return one.nats(laws, at, symbols[first]);
        }
        System.arraycopy(laws, at, group, 0, outputs);
        double nats = 0;
        for (int member = 0; member < law.group(); member++) {
            nats += one.nats(law.own(group, symbols, first, member, own), 0, symbols[first + member]);
        }
        return nats;
    }

    /** Replaces the outputs by {@code weight} times the gradient of {@link #nats}. */
    void gradient(float[] laws, int at, float[] symbols, int first, float weight) {
        if (law.group() == 1) {
            one.gradient(laws, at, symbols[first], weight);
        } else {
            gradient((LogisticLaw) law, laws, at, symbols, first, weight);
        }
    }

    private void gradient(LogisticLaw logistic, float[] laws, int at, float[] symbols, int first, float weight) {
        System.arraycopy(laws, at, group, 0, outputs);
        int components = logistic.components();
        for (int member = 0; member < logistic.group(); member++) {
            float[] numbers = logistic.own(group, symbols, first, member, own);
            one.gradient(numbers, 0, symbols[first + member], weight);
            System.arraycopy(numbers, 0, laws, at + member * logistic.ownOutputs(), logistic.ownOutputs());
            float move = 0;
            for (int k = components; k < 2 * components; k++) {
                move += numbers[k];
            }
            for (int i = 0; i < member; i++) {
                laws[at + logistic.coefficients(member) + i] = move * logistic.level(symbols[first + i]);
            }
        }
    }
}
