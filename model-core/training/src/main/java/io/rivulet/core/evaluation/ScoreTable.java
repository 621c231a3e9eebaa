package io.rivulet.core.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The scorecards of one data set as a Markdown table: a row for each way in which each model generates, and below it
 * the notes. Speed-ups are against the fastest baseline of the table in the same column, so the baselines have theirs,
 * too.
 */
public final class ScoreTable {
    private static final String NONE = "-";

    /** A row: a way to generate, if there is any, and whose it is. */
    private record Row(Scorecard card, @Nullable Generation generation) {
        boolean first() {
            return generation == null || generation == card.generations().get(0);
        }
    }

    /** Where a brief table has a column. */
    private enum Brief {
        EVERY_ROW,
        ONCE_A_MODEL,
        NOWHERE
    }

    private record Column(String name, Brief brief, Function<Row, String> cell) {}

    private final List<Scorecard> cards;
    private final List<Row> rows = new ArrayList<>();

    private ScoreTable(List<Scorecard> cards) {
        this.cards = cards;
        for (Scorecard card : cards) {
            card.generations().forEach(generation -> rows.add(new Row(card, generation)));
            if (card.generations().isEmpty()) {
                rows.add(new Row(card, null));
            }
        }
    }

    /** All columns but those in which no row has a figure. */
    public static String markdown(List<Scorecard> cards) {
        ScoreTable table = of(cards);
        return table.table(table.columns()) + table.notes();
    }

    /** Of each model the last way, of the last model the first too; few columns, and no notes. */
    public static String brief(List<Scorecard> cards) {
        int last = cards.size() - 1;
        ScoreTable table = of(IntStream.rangeClosed(0, last)
                .mapToObj(i -> ends(cards.get(i), i == last))
                .toList());
        return table.table(table.columns().stream()
                .filter(column -> column.brief() != Brief.NOWHERE)
                .map(column -> column.brief() == Brief.EVERY_ROW ? column : onceAModel(column))
                .toList());
    }

    private static Scorecard ends(Scorecard card, boolean both) {
        List<Generation> all = card.generations();
        if (all.size() < 2) {
            return card;
        }
        Generation longest = all.get(all.size() - 1);
        return card.with(both ? List.of(all.get(0), longest) : List.of(longest));
    }

    private static Column onceAModel(Column column) {
        return new Column(
                column.name(),
                column.brief(),
                row -> row.first() ? column.cell().apply(row) : "");
    }

    private static ScoreTable of(List<Scorecard> cards) {
        if (cards.stream().map(Scorecard::dataset).distinct().count() != 1
                || cards.stream().map(card -> card.bound().unit()).distinct().count() != 1) {
            throw new IllegalArgumentException("a table is of one data set and one unit of bounds, got "
                    + cards.stream()
                            .map(card -> card.dataset() + " in " + card.bound().unit())
                            .distinct()
                            .toList()
                    + "; write a table for each");
        }
        return new ScoreTable(cards);
    }

    private String table(List<Column> of) {
        List<Column> columns = of.stream()
                .filter(column ->
                        rows.stream().anyMatch(row -> !column.cell().apply(row).equals(NONE)))
                .toList();
        StringBuilder text = new StringBuilder();
        line(text, columns.stream().map(Column::name).toList());
        line(text, columns.stream().map(column -> "---").toList());
        for (Row row : rows) {
            line(text, columns.stream().map(column -> column.cell().apply(row)).toList());
        }
        return text.toString();
    }

    private List<Column> columns() {
        return List.of(
                new Column("model", Brief.ONCE_A_MODEL, row -> row.card().model()),
                new Column("generated", Brief.EVERY_ROW, row -> of(row, Generation::how)),
                new Column(
                        "parameters",
                        Brief.NOWHERE,
                        row -> String.format(Locale.ROOT, "%,d", row.card().parameters())),
                new Column(
                        "training s",
                        Brief.ONCE_A_MODEL,
                        row -> String.format(Locale.ROOT, "%,.0f", row.card().trainingSeconds())),
                new Column(
                        "steps",
                        Brief.NOWHERE,
                        row -> String.format(Locale.ROOT, "%,d", row.card().steps())),
                new Column(
                        cards.get(0).bound().unit().label(),
                        Brief.ONCE_A_MODEL,
                        row -> bound(row.card().bound())),
                new Column("Fréchet", Brief.EVERY_ROW, row -> ofSamples(row, SampleQuality::frechet, 2)),
                new Column("confidence", Brief.NOWHERE, row -> ofSamples(row, SampleQuality::confidence, 3)),
                new Column("class entropy", Brief.NOWHERE, row -> ofSamples(row, SampleQuality::classEntropy, 3)),
                new Column(
                        "completion accuracy",
                        Brief.EVERY_ROW,
                        row -> ofCompletions(row, CompletionQuality::accuracy, 3)),
                new Column(
                        "completion Fréchet", Brief.NOWHERE, row -> ofCompletions(row, CompletionQuality::frechet, 2)),
                new Column(
                        "completion diversity",
                        Brief.NOWHERE,
                        row -> ofCompletions(row, CompletionQuality::diversity, 3)),
                new Column("ms/image, batch 1", Brief.EVERY_ROW, row -> milliseconds(row, Generation::secondsAlone)),
                new Column("speed-up", Brief.NOWHERE, row -> speedUp(row, Generation::secondsAlone)),
                new Column(
                        "ms/image, batch 64", Brief.EVERY_ROW, row -> milliseconds(row, Generation::secondsTogether)),
                new Column("speed-up", Brief.NOWHERE, row -> speedUp(row, Generation::secondsTogether)));
    }

    private String notes() {
        StringBuilder text = new StringBuilder();
        for (Scorecard card : cards) {
            card.notes().forEach(note -> text.append("- ")
                    .append(card.model())
                    .append(": ")
                    .append(note)
                    .append('\n'));
        }
        return text.isEmpty() ? "" : "\n" + text;
    }

    private static String of(Row row, Function<Generation, String> figure) {
        return row.generation() == null ? NONE : figure.apply(row.generation());
    }

    private static String ofSamples(Row row, Function<SampleQuality, Interval> figure, int decimals) {
        return of(row, g -> g.samples() == null ? NONE : interval(figure.apply(g.samples()), decimals));
    }

    private static String ofCompletions(Row row, Function<CompletionQuality, Interval> figure, int decimals) {
        return of(row, g -> g.completions() == null ? NONE : interval(figure.apply(g.completions()), decimals));
    }

    private static String bound(HeldOutBound bound) {
        int decimals = bound.unit() == BoundUnit.NATS_PER_SEQUENCE ? 2 : 4;
        String draws = bound.draws() == 0 ? "exact" : bound.draws() == 1 ? "1 draw" : bound.draws() + " draws";
        return interval(bound.value(), decimals) + ", " + draws;
    }

    private static String interval(Interval interval, int decimals) {
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                number + " [" + number + ", " + number + "]",
                interval.mean(),
                interval.low(),
                interval.high());
    }

    private static String milliseconds(Row row, ToDoubleFunction<Generation> seconds) {
        return of(row, g -> threeDigits(1e3 * seconds.applyAsDouble(g)));
    }

    private String speedUp(Row row, ToDoubleFunction<Generation> seconds) {
        double fastest = rows.stream()
                .filter(other -> other.card().baseline())
                .flatMap(other -> other.card().generations().stream())
                .mapToDouble(seconds)
                .min()
                .orElse(0);
        return fastest == 0 ? NONE : of(row, g -> threeDigits(fastest / seconds.applyAsDouble(g)) + "x");
    }

    private static String threeDigits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ");
        text.append(String.join(
                " | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList()));
        text.append(" |\n");
    }
}
