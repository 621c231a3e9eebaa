package io.rivulet.core.report;

import io.rivulet.core.data.Sequences;
import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.evaluation.Classifier;
import io.rivulet.core.evaluation.ImageForm;
import java.util.List;

/**
 * A data set and the models that are compared on it.
 *
 * @param name of the data set
 * @param remark what must stand wherever its figures do
 * @param contestants baselines first
 * @param classifier whose features distances are measured on
 * @param labels of the test images
 */
public record Exhibit(
        String name,
        String remark,
        Sequences training,
        Sequences test,
        int[] labels,
        ImageForm form,
        BoundUnit unit,
        Classifier classifier,
        List<Contestant> contestants) {
    public Exhibit {
        contestants = List.copyOf(contestants);
    }

    /** From nats a sequence to this data set's unit. */
    double inUnit(double nats) {
        return unit == BoundUnit.NATS_PER_SEQUENCE ? nats : nats / Math.log(2) / (test.steps() * test.frame());
    }
}
