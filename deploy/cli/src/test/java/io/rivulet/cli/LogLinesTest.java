package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries log names of topics, clients and files as they got them. */
class LogLinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"file", "terminal"})
    void noControlCharacterOfWhatIsLoggedIsLeft(String appender) throws Exception {
        Configuration configuration = ConfigurationFactory.getInstance()
                .getConfiguration(
                        new LoggerContext("test"),
                        "test",
                        Objects.requireNonNull(LogLinesTest.class.getResource("/log4j2.xml"))
                                .toURI());
        configuration.initialize();
        String line = new String(
                configuration
                        .getAppender(appender)
                        .getLayout()
                        .toByteArray(Log4jLogEvent.newBuilder()
                                .setLoggerName("org.apache.kafka.Some")
                                .setLevel(Level.WARN)
                                .setThreadName("main")
                                .setMessage(new SimpleMessage("topic a\u001b[31m\u202e\u009b\u0007b, Ω 🙂"))
                                .setThrown(new IllegalStateException("in\u001b[31m it"))
                                .build()),
                StandardCharsets.UTF_8);
        assertThat(line)
                .contains("topic a?[31m???b, Ω 🙂\n")
                .contains("in?[31m it")
                .doesNotContainPattern("[\\p{C}&&[^\n\t]]");
    }
}
