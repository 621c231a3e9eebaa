package io.rivulet.core.report;

import io.rivulet.core.evaluation.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page: figures between two marks, and around them what people write, which stays when the figures change. */
public final class ReportPage {
    private static final String BEGIN = "<!-- figures: begin -->\n";
    private static final String END = "<!-- figures: end -->\n";

    private final String before;
    private final String after;

    private ReportPage(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /**
     * The page in a file; a new one where there is no file.
     *
     * @throws IllegalArgumentException if the file has no marks
     */
    public static ReportPage read(Path file) throws IOException {
        return of(Files.exists(file) ? Files.readString(file) : "# What the models are worth\n\n" + BEGIN + END);
    }

    static ReportPage of(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("a page has its figures between the lines " + BEGIN.strip() + " and "
                    + END.strip() + ", found none; name another file, or add them where the figures shall be");
        }
        return new ReportPage(page.substring(0, begin + BEGIN.length()), page.substring(end));
    }

    /** The whole page with these figures in place of its own. */
    public String with(Figures figures) {
        return before + markdown(figures) + after;
    }

    private static String markdown(Figures figures) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, """
                Made by `%s` (size: %s) on %s.
                A training runs on one thread; its seconds are processor time. Brackets are 95 %% bootstrap intervals.
                Every length of blocks, more measures and learning rates tried: [figures.json](report/figures.json).
                """, figures.command(), figures.size(), figures.machine()));
        if (figures.size().equals(Scale.QUICK.name())) {
            text.append("\n**The quick size shows that everything works, and nothing about the models.**\n");
        }
        figures.dataSets().forEach(set -> text.append(markdown(set)));
        return text.toString();
    }

    private static String markdown(DataSetFigures set) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%n## %s%n%n%s%n%n", set.name(), set.remark()));
        text.append(ScoreTable.brief(set.cards())).append('\n');
        text.append(set.equalSeconds().markdown(set.unit()));
        if (!set.goals().isEmpty()) {
            text.append("\n| goal, against the best baseline | wanted | measured | |\n| --- | --- | --- | --- |\n");
            set.goals().forEach(goal -> text.append(line(goal)));
        }
        text.append("\nPictures: ").append(picture(set, "learning", "learning curves"));
        text.append(", ").append(picture(set, "profile", "nats by step"));
        text.append(", ").append(picture(set, "dial-speed", "speed by block"));
        if (set.wanted() == null) {
            return text.append(".\n").toString();
        }
        return text.append(", the first [samples](report) of each, none left out.\n\n!")
                .append(picture(set, "dial-quality", "Quality by block"))
                .append('\n')
                .toString();
    }

    private static String line(Goal goal) {
        return String.format(
                Locale.ROOT,
                "| %s | %s %.3g | %.3g | %s |%n",
                goal.name(),
                goal.atMost() ? "at most" : "at least",
                goal.wanted(),
                goal.measured(),
                goal.met() ? "met" : String.format(Locale.ROOT, "**missed by %.0f %%**", 100 * goal.missedBy()));
    }

    private static String picture(DataSetFigures set, String what, String words) {
        return "[" + words + "](report/" + set.name() + "-" + what + ".png)";
    }
}
