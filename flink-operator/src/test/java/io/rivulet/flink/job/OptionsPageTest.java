package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.flink.event.Reason;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** What the pages say of options and dead letters is what the code has. */
class OptionsPageTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void thePageOfOptionsIsWhatHelpPrints() throws IOException {
        Path page = DOCS.resolve("options.txt");
        if (Boolean.getBoolean("options.update")) {
            Files.writeString(page, OptionsText.help());
            return;
        }
        assertThat(page)
                .as(
                        "update %s with mvn -pl flink-operator -am test -Dtest=OptionsPageTest -Doptions.update=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        page)
                .hasContent(OptionsText.help());
    }

    @Test
    void everyOptionIsInHelp() {
        long options = Arrays.stream(RivuletOptions.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> field.getType())
                .filter(ConfigOption.class::equals)
                .count();
        assertThat(RivuletOptions.ALL)
                .hasSize((int) options)
                .doesNotHaveDuplicates()
                .allSatisfy(option -> assertThat(OptionsText.help()).contains("\n  --" + option.key() + " "));
    }

    @Test
    void everyReasonForDeadLettersHasARowUnderTroubleshooting() throws IOException {
        String page = Files.readString(DOCS.resolve("troubleshooting.md"));
        for (Reason reason : Reason.values()) {
            assertThat(page).contains("\n|`" + reason + "`|");
        }
    }
}
