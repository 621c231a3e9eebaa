package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.flink.event.RolloutPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @TempDir
    Path folder;

    @Test
    void optionsAreTakenByTheirKeys() {
        Configuration options = Arguments.parse(new String[] {
            "--rivulet.topic.prompts", "in",
            "--rivulet.model.change", "keep",
            "--rivulet.kafka.delivery", "at-least-once",
            "--rivulet.session.ttl", "3 h",
            "--rivulet.kafka.properties.sasl.mechanism", "PLAIN"
        });

        assertThat(options.get(RivuletOptions.PROMPT_TOPIC)).isEqualTo("in");
        assertThat(options.get(RivuletOptions.MODEL_CHANGE)).isEqualTo(RolloutPolicy.KEEP);
        assertThat(options.get(RivuletOptions.DELIVERY)).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(options.get(RivuletOptions.SESSION_TTL)).isEqualTo(Duration.ofHours(3));
        assertThat(options.toMap()).containsEntry("rivulet.kafka.properties.sasl.mechanism", "PLAIN");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws IOException {
        Path file = folder.resolve("job.properties");
        Files.writeString(file, "rivulet.topic.prompts: file\nrivulet.topic.chunks = file\n");
        Configuration options =
                Arguments.parse(new String[] {"--rivulet.topic.prompts", "line", "--config", file.toString()});

        assertThat(options.get(RivuletOptions.PROMPT_TOPIC)).isEqualTo("line");
        assertThat(options.get(RivuletOptions.CHUNK_TOPIC)).isEqualTo("file");
    }

    @Test
    void anUnknownOptionIsRefusedAndTheNearestNamed() {
        assertRefused("got --rivulet.model.pth; the nearest is --rivulet.model.path", "--rivulet.model.pth", "x");
        assertRefused("the nearest is --rivulet.session.ttl", "--session.ttl", "1 h");
        assertRefused("the nearest is --config", "--conf", "x");
    }

    @Test
    void anUnknownOptionInTheFileIsRefused() throws IOException {
        Path file = folder.resolve("job.properties");
        Files.writeString(file, "rivulet.topic.promts=in\n");
        assertRefused("the nearest is --rivulet.topic.prompts", "--config", file.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "rivulet.limit.record.bytes, many, integer",
        "rivulet.kafka.delivery, sometimes, exactly-once",
        "rivulet.session.ttl, soon, duration",
        "rivulet.dead-letters.raw, perhaps, boolean"
    })
    void aValueOfAnotherTypeIsNamedWithItsOption(String option, String value, String type) {
        assertRefused(option + " must be of the type that --help says, " + type, "--" + option, value);
        assertRefused("found \"" + value + "\"", "--" + option, value);
    }

    @Test
    void aFileThatIsNoneOfPropertiesIsNamedWithTheReason() throws IOException {
        Path file = Files.write(folder.resolve("latin1.properties"), new byte[] {'a', '=', (byte) 0xe9});
        assertRefused(file + " (not UTF-8)", "--config", file.toString());
        Files.writeString(file, "a=\\u00zz");
        assertRefused(file + " (Malformed", "--config", file.toString());
        assertRefused("that can be read, found " + folder, "--config", folder.toString());
    }

    @Test
    void whatIsNoOptionIsRefusedWithoutRepeatingIt() {
        assertRefused("write --key value", "s3cret");
        assertRefused("--rivulet.topic.prompts has none", "--rivulet.topic.prompts");
        assertRefused(
                "missing.properties",
                "--config",
                folder.resolve("missing.properties").toString());
        assertThatThrownBy(() -> Arguments.parse(new String[] {"s3cret"}))
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void whatStandsBehindAnEqualsSignIsNeitherTakenForAKeyNorRepeated() {
        String key = "--rivulet.kafka.properties.sasl.jaas.config";
        for (String[] args : new String[][] {{key + "=s3cret"}, {key + "=s3cret", "x"}, {"--nothing=s3cret", "x"}}) {
            assertThatThrownBy(() -> Arguments.parse(args))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("options must be written --key value, got --")
                    .message()
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(Arguments.asksForHelp(new String[] {"--help"})).isTrue();
        assertThat(RivuletOptions.ALL)
                .allSatisfy(option -> assertThat(OptionsText.help()).contains("--" + option.key()));
    }

    private static void assertRefused(String message, String... args) {
        assertThatThrownBy(() -> Arguments.parse(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
