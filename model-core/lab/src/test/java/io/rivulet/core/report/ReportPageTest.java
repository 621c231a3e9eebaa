package io.rivulet.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.core.evaluation.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the figures that are kept beside it. */
class ReportPageTest {
    private static final Path PAGE = Path.of("../../docs/report.md");
    private static final Path FIGURES = PAGE.resolveSibling("report").resolve("figures.json");

    @TempDir
    private Path folder;

    @Test
    void thePageThatIsCommittedSaysWhatItsFiguresSay() throws IOException {
        String page = ReportPage.read(PAGE).with(Figures.read(FIGURES));
        if (Boolean.getBoolean("report.update")) {
            Files.writeString(PAGE, page);
            return;
        }
        assertThat(page)
                .as(
                        "%s; update it with mvn -pl model-core/lab -am test -Dtest=ReportPageTest -Dreport.update=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        PAGE)
                .isEqualTo(Files.readString(PAGE));
    }

    @Test
    void figuresAreReadAsTheyWereWritten() throws IOException {
        Figures figures = Figures.read(FIGURES);
        if (Boolean.getBoolean("report.update")) {
            figures.write(FIGURES);
        }
        Path copy = folder.resolve("figures.json");
        figures.write(copy);
        assertThat(copy).hasSameTextualContentAs(FIGURES);
    }

    @Test
    void everyModelOfTheTablesHasItsSheetsOfSamples() throws IOException {
        for (DataSetFigures set : Figures.read(FIGURES).dataSets()) {
            if (set.wanted() == null) {
                continue;
            }
            for (Scorecard card : set.cards()) {
                List<String> sheets = card.generations().stream()
                        .map(generation -> Comparison.sheet(set.name(), Candidate.slug(card.model()), generation.how()))
                        .toList();
                assertThat(sheets).allSatisfy(sheet -> assertThat(FIGURES.resolveSibling(sheet))
                        .isRegularFile());
            }
        }
    }

    @Test
    void whatStandsAroundTheFiguresStays() throws IOException {
        Figures figures = Figures.read(FIGURES);
        String page = ReportPage.of("# Mine\n<!-- figures: begin -->\nold\n<!-- figures: end -->\nAnd this.\n")
                .with(figures);
        assertThat(page)
                .startsWith("# Mine\n<!-- figures: begin -->\nMade by ")
                .endsWith("\n<!-- figures: end -->\nAnd this.\n")
                .doesNotContain("old");
        assertThat(ReportPage.of(page).with(figures)).isEqualTo(page);
    }

    @Test
    void aPageWithoutMarksIsRefused() {
        assertThatThrownBy(() -> ReportPage.of("# Notes of mine\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<!-- figures: begin -->")
                .hasMessageContaining("found none");
    }

    @Test
    void goalsThatAreMissedAreSaidInBold() throws IOException {
        String page = ReportPage.read(folder.resolve("none.md")).with(Figures.read(FIGURES));
        assertThat(page).contains("| met |", "| **missed by 31 %** |");
    }
}
