package io.rivulet.core.report;

import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.training.Progress;
import java.util.List;
import java.util.Locale;

/** What each model had come to after the same seconds of training, as a table: the learning curves in figures. */
final class EqualSeconds {
    private static final int COLUMNS = 4;
    /** The least share of a time at which a point counts for it. */
    private static final double NEAR = 0.8;

    private EqualSeconds() {}

    /**
     * Columns at an eighth, a quarter, a half and the whole of the longest training; rows of those trainings that came as far
     * as the first.
     */
    static String markdown(Exhibit exhibit, List<Trained> all) {
        double longest = all.stream().mapToDouble(Trained::seconds).max().orElseThrow();
        StringBuilder header = new StringBuilder("| " + exhibit.unit().label() + " after seconds |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (int i = 0; i < COLUMNS; i++) {
            header.append(String.format(Locale.ROOT, " %,.0f |", seconds(longest, i)));
            rule.append(" --- |");
        }
        StringBuilder text = new StringBuilder(header + "\n" + rule + "\n");
        for (Trained trained : all) {
            if (trained.seconds() < NEAR * seconds(longest, 0)) {
                continue;
            }
            text.append("| ").append(trained.contestant().name()).append(" |");
            for (int i = 0; i < COLUMNS; i++) {
                text.append(' ')
                        .append(at(exhibit, trained.curve(), seconds(longest, i)))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static double seconds(double longest, int column) {
        return longest / (1 << (COLUMNS - 1 - column));
    }

    /** Of the point next to {@code seconds}; nothing where the training ended long before or had not begun to report. */
    private static String at(Exhibit exhibit, List<Progress> curve, double seconds) {
        Progress nearest = curve.get(0);
        for (Progress point : curve) {
            if (Math.abs(point.seconds() - seconds) < Math.abs(nearest.seconds() - seconds)) {
                nearest = point;
            }
        }
        boolean near = Math.abs(nearest.seconds() - seconds) < (1 - NEAR) * seconds;
        String number = exhibit.unit() == BoundUnit.NATS_PER_SEQUENCE ? "%.2f" : "%.4f";
        return near ? String.format(Locale.ROOT, number, exhibit.inUnit(nearest.heldOut())) : "-";
    }
}
