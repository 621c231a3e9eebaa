package io.rivulet.core.report;

import io.rivulet.core.evaluation.Generation;
import io.rivulet.core.evaluation.ScoreTable;
import io.rivulet.core.evaluation.Scorecard;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page, from scorecards. */
final class ReportPage {
    private final StringBuilder text = new StringBuilder();

    ReportPage(Scale scale, String command, String machine) {
        text.append("# What the models are worth\n\n");
        text.append("Made by `")
                .append(command)
                .append("` (size: ")
                .append(scale.name())
                .append("). ");
        text.append(machine).append(". Every training ran on one thread; its seconds are processor time.");
        text.append(
                " Intervals are 95 % bootstrap intervals. \"Parameters\" counts all that is trained: for the model also");
        text.append(" the encoder and the posterior's flow, which do not serve.\n");
        if (scale.equals(Scale.QUICK)) {
            text.append(
                    "\n**This is the quick size: it shows that everything works, and nothing about the models.**\n");
        }
    }

    /** A data set's section. */
    void section(Exhibit exhibit, List<Scorecard> cards, String equalSeconds, List<Goal> goals) {
        text.append("\n## ")
                .append(exhibit.name())
                .append("\n\n")
                .append(exhibit.remark())
                .append("\n\n");
        text.append(ScoreTable.markdown(cards));
        text.append("\n![learning curves](report/").append(exhibit.name()).append("-learning.png)\n");
        text.append("![nats by step](report/").append(exhibit.name()).append("-profile.png)\n");
        if (exhibit.gallery() != null) {
            text.append("![quality by block](report/").append(exhibit.name()).append("-dial-quality.png)\n");
        }
        text.append("![speed by block](report/").append(exhibit.name()).append("-dial-speed.png)\n");
        text.append(
                        "\nThe learning curves in figures (the first test sequences, one draw each), each training with its own"
                                + " schedule still under way except at its end:\n\n")
                .append(equalSeconds);
        if (exhibit.gallery() != null) {
            sheets(exhibit, cards);
        }
        if (goals.isEmpty()) {
            return;
        }
        text.append("\n| goal | wanted | measured | |\n| --- | --- | --- | --- |\n");
        for (Goal goal : goals) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s %.3g | %.3g | %s |%n",
                    goal.name(),
                    goal.atMost() ? "at most" : "at least",
                    goal.wanted(),
                    goal.measured(),
                    goal.met() ? "met" : String.format(Locale.ROOT, "missed by %.0f %%", 100 * goal.missedBy())));
        }
    }

    /** Links to the first samples of every model, by the way in which they were generated. */
    private void sheets(Exhibit exhibit, List<Scorecard> cards) {
        text.append("\nThe first samples of each, none left out:\n\n");
        for (int i = 0; i < cards.size(); i++) {
            Contestant contestant = exhibit.contestants().get(i);
            String links = cards.get(i).generations().stream()
                    .map(Generation::how)
                    .map(how -> "[" + how + "](report/" + exhibit.sheet(contestant.slug(), how) + ")")
                    .collect(Collectors.joining(", "));
            text.append("- ")
                    .append(contestant.name())
                    .append(": ")
                    .append(links)
                    .append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
