package io.rivulet.testbed.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    @Test
    void aConnectionNeverShowsItsSettings() {
        Connection connection =
                new Connection("broker:9093", Map.of("ssl.keystore.key", "s3cret"), Duration.ofSeconds(15));
        assertThat(connection.toString()).isEqualTo("Connection[broker:9093, 1 settings]");
        assertThat(connection.noAnswer("prompts", new IllegalStateException("refused")))
                .hasMessageContaining("broker:9093")
                .message()
                .doesNotContain("s3cret");
    }
}
