package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The README's table of options is made from the options. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- options: begin -->\n";
    private static final String END = "<!-- options: end -->";

    @Test
    void itsTableOfOptionsIsThatOfTheCode() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        String table = readme.substring(begin, end);
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, readme.substring(0, begin) + OptionsText.table() + readme.substring(end));
            return;
        }
        assertThat(table)
                .as(
                        "the table in %s; update it with"
                                + " mvn -pl flink-operator -am test -Dtest=ReadmeTest -Dreadme.update=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        README)
                .isEqualTo(OptionsText.table());
    }

    @Test
    void everyOptionIsInTheTable() {
        long options = Arrays.stream(RivuletOptions.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(Field::getType)
                .filter(ConfigOption.class::equals)
                .count();
        assertThat(RivuletOptions.ALL).hasSize((int) options).doesNotHaveDuplicates();
    }
}
