package io.rivulet.core.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.evaluation.Scorecard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one data set.
 *
 * @param remark what must stand wherever they do
 * @param wanted speed-ups; null where nothing is wanted, as of a data set that is no images
 * @param cards of all models, baselines first and the model last
 */
public record DataSetFigures(
        String remark,
        @JsonSetter(nulls = Nulls.SET) @Nullable SpeedUps wanted,
        List<Scorecard> cards,
        EqualSeconds equalSeconds) {
    public DataSetFigures {
        cards = List.copyOf(cards);
        if (cards.isEmpty()) {
            throw new IllegalArgumentException("a data set has figures of at least 1 model, got none");
        }
    }

    String name() {
        return cards.get(0).dataset();
    }

    BoundUnit unit() {
        return cards.get(0).bound().unit();
    }

    /** Of the last card against the baselines; none where either is missing. */
    List<Goal> goals() {
        Scorecard model = cards.get(cards.size() - 1);
        boolean compared = cards.stream().anyMatch(Scorecard::baseline) && !model.baseline();
        return wanted == null || !compared ? List.of() : Goal.of(model, cards, wanted);
    }
}
