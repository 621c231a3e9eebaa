package io.rivulet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages for readers: all Markdown files of the repository. */
class PagesTest {
    /** The most words of all pages together. */
    static final int MOST_WORDS = 14_000;

    @TempDir
    private Path folder;

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        Pages pages = Pages.below(Page.ROOT);
        assertThat(pages.files()).contains(Page.ROOT.resolve("README.md"), Page.ROOT.resolve("docs/benchmarks.md"));
        assertThat(pages.broken()).isEmpty();
    }

    @Test
    void allPagesTogetherAreShort() throws IOException {
        assertThat(Pages.below(Page.ROOT).words()).isLessThan(MOST_WORDS);
    }

    @Test
    void missingFilesAndHeadingsAreFoundAndCodeIsNotRead() throws IOException {
        write("docs/here.md", "# Here, and `there`\n\n## Twice\n\n## Twice\n\n```\n# no heading\n[a](none.md)\n```\n");
        write("README.md", """
                [a](docs/here.md) [b](docs/here.md#here-and-there) [c](docs/here.md#twice-1) [d](https://e.org/none)
                ![e](docs/none.png) [f](docs/here.md#no-heading) `[g](none.md)`, [h](#top)
                # Top
                [i](docs/here.md#twice-2)
                """);
        write("target/README.md", "[a](none.md)");
        Pages pages = Pages.below(folder);
        assertThat(pages.broken())
                .containsExactly(
                        "README.md: docs/none.png",
                        "README.md: docs/here.md#no-heading",
                        "README.md: docs/here.md#twice-2");
        assertThat(pages.words()).isEqualTo(14 + 11);
    }

    private void write(String name, String page) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, page);
    }
}
