package io.rivulet.core.report;

import io.rivulet.core.evaluation.BoundUnit;
import io.rivulet.core.training.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What each model had come to after the same seconds of training: the learning curves in figures.
 *
 * @param seconds an eighth, a quarter, a half and the whole of the longest training
 * @param rows those trainings that came as far as the first
 */
public record EqualSeconds(List<Double> seconds, List<Row> rows) {
    private static final int COLUMNS = 4;
    /** The least share of a time at which a point counts for it. */
    private static final double NEAR = 0.8;

    /** @param points for the times that its training has a point near to */
    public record Row(String model, List<Point> points) {
        public Row {
            points = List.copyOf(points);
        }
    }

    /**
     * @param seconds one of the table's times
     * @param bound of the first test sequences, one draw each, in the data set's unit
     */
    public record Point(double seconds, double bound) {}

    public EqualSeconds {
        seconds = List.copyOf(seconds);
        rows = List.copyOf(rows);
    }

    static EqualSeconds of(Comparison comparison, List<Trained> all) {
        double longest = all.stream().mapToDouble(Trained::seconds).max().orElseThrow();
        List<Double> seconds = new ArrayList<>();
        for (int i = COLUMNS - 1; i >= 0; i--) {
            seconds.add(longest / (1 << i));
        }
        List<Row> rows = all.stream()
                .filter(trained -> trained.seconds() >= NEAR * seconds.get(0))
                .map(trained -> new Row(
                        trained.candidate().name(),
                        seconds.stream()
                                .flatMap(time -> trained.curve().stream()
                                        .min(Comparator.comparingDouble(p -> Math.abs(p.seconds() - time)))
                                        .filter(p -> Math.abs(p.seconds() - time) < (1 - NEAR) * time)
                                        .map(Progress::heldOut)
                                        .map(nats -> new Point(time, comparison.inUnit(nats)))
                                        .stream())
                                .toList()))
                .toList();
        return new EqualSeconds(seconds, rows);
    }

    String markdown(BoundUnit unit) {
        StringBuilder text = new StringBuilder("| " + unit.label() + " after seconds |");
        seconds.forEach(time -> text.append(String.format(Locale.ROOT, " %,.0f |", time)));
        text.append("\n|").append(" --- |".repeat(1 + seconds.size())).append('\n');
        for (Row row : rows) {
            text.append(seconds.stream()
                    .map(time -> cell(row, time, unit))
                    .collect(Collectors.joining(" | ", "| " + row.model() + " | ", " |\n")));
        }
        return text.toString();
    }

    private static String cell(Row row, double time, BoundUnit unit) {
        String number = unit == BoundUnit.NATS_PER_SEQUENCE ? "%.2f" : "%.4f";
        return row.points().stream()
                .filter(point -> point.seconds() == time)
                .map(point -> String.format(Locale.ROOT, number, point.bound()))
                .findFirst()
                .orElse("-");
    }
}
