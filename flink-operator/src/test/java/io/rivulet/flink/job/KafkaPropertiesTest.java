package io.rivulet.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No property of the user is overridden in silence: it is in force, or refused. */
class KafkaPropertiesTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            bootstrap.servers       | other:9092          | rivulet.kafka.bootstrap.servers
            group.id                | other               | rivulet.kafka.group.id
            auto.offset.reset       | latest              | rivulet.kafka.start.from
            auto.offset.reset       | by_duration:P1D     | rivulet.kafka.offsets.gone
            enable.auto.commit      | true                | checkpoints
            isolation.level         | committed           | read_committed or read_uncommitted
            key.deserializer        | a.StringDeserializer | ByteArrayDeserializer
            value.deserializer      | a.StringDeserializer | ByteArrayDeserializer
            key.serializer          | a.StringSerializer  | ByteArraySerializer
            value.serializer        | a.StringSerializer  | ByteArraySerializer
            transaction.timeout.ms  | 1                   | rivulet.kafka.transaction.timeout
            transaction.timeout.ms  | soon                | rivulet.kafka.transaction.timeout
            transactional.id        | mine                | rivulet.kafka.transactional.id.prefix
            max.request.size        | 100                 | rivulet.limit.record.bytes
            enable.idempotence      | false               | rivulet.kafka.delivery=exactly-once
            acks                    | 1                   | rivulet.kafka.delivery=exactly-once
            """)
    void aPropertyThatContradictsTheJobIsRefusedByNameValueAndRemedy(String property, String value, String option) {
        assertThatThrownBy(() -> properties(property, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Kafka's property " + property + " must be ")
                .hasMessageContaining(", found " + value + "; ")
                .hasMessageContaining(option)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            bootstrap.servers             | two:9092 , one:9092
            group.id                      | rivulet
            auto.offset.reset             | earliest
            auto.offset.reset             | none
            enable.auto.commit            | false
            isolation.level               | read_uncommitted
            isolation.level               | read_committed
            key.deserializer              | org.apache.kafka.common.serialization.ByteArrayDeserializer
            value.serializer              | org.apache.kafka.common.serialization.ByteArraySerializer
            transaction.timeout.ms        | 600000
            max.request.size              | 20000000
            enable.idempotence            | true
            acks                          | all
            acks                          | -1
            client.id                     | mine
            partition.discovery.interval.ms | 1000
            commit.offsets.on.checkpoint  | false
            compression.type              | lz4
            max.poll.records              | 7
            """)
    void aPropertyThatRepeatsTheJobOrIsForTheUserToSayIsTakenAsItIs(String property, String value) {
        assertThat(properties(property, value)).containsExactly(java.util.Map.entry(property, value));
    }

    @Test
    void whatADeliveryDoesNotNeedIsForTheUserToSay() {
        assertThat(properties("enable.idempotence", "false", "rivulet.kafka.delivery", "at-least-once"))
                .containsEntry("enable.idempotence", "false");
        assertThat(properties("acks", "0", "rivulet.kafka.delivery", "none")).containsEntry("acks", "0");
        assertThatThrownBy(() -> properties("acks", "1", "rivulet.kafka.delivery", "at-least-once"))
                .hasMessageContaining("rivulet.kafka.delivery=at-least-once");
    }

    @Test
    void noneForOffsetsMeansToFailUnlessTheOptionSaysAnything() {
        assertThat(gone()).isEqualTo(OffsetsGone.REPORT);
        assertThat(gone("auto.offset.reset", "earliest")).isEqualTo(OffsetsGone.REPORT);
        assertThat(gone("auto.offset.reset", "none")).isEqualTo(OffsetsGone.FAIL);
        assertThat(gone("auto.offset.reset", "none", "rivulet.kafka.offsets.gone", "fail"))
                .isEqualTo(OffsetsGone.FAIL);
        assertThat(gone("auto.offset.reset", "earliest", "rivulet.kafka.offsets.gone", "fail"))
                .isEqualTo(OffsetsGone.FAIL);
        assertThatThrownBy(() -> gone("auto.offset.reset", "none", "rivulet.kafka.offsets.gone", "report"))
                .hasMessageContaining("must be earliest, as rivulet.kafka.offsets.gone is report, found none");
    }

    @Test
    void aPropertyInTheFileIsHeldToTheSameAndASingleOneWins(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("kafka.properties"), "group.id=other\nlinger.ms=5\n");
        String option = "rivulet.kafka.properties.file";
        assertThatThrownBy(() -> properties("linger.ms", "6", option, file.toString()))
                .hasMessageContaining("group.id");
        Files.writeString(file, "linger.ms=5\nclient.id=a\n");
        assertThat(properties("linger.ms", "6", option, file.toString()))
                .containsEntry("linger.ms", "6")
                .containsEntry("client.id", "a");
    }

    private static OffsetsGone gone(String... given) {
        Configuration options = options(given);
        return KafkaProperties.offsetsGone(options, KafkaProperties.of(options));
    }

    private static Properties properties(String... given) {
        return KafkaProperties.of(options(given));
    }

    /** Of names and values in turn; a name that is no option of the job is a property's. */
    private static Configuration options(String... given) {
        List<String> arguments = new ArrayList<>(List.of("--rivulet.kafka.bootstrap.servers", "one:9092,two:9092"));
        for (int i = 0; i < given.length; i += 2) {
            arguments.add("--" + (given[i].startsWith("rivulet.") ? "" : RivuletOptions.KAFKA_PREFIX) + given[i]);
            arguments.add(given[i + 1]);
        }
        return Arguments.parse(arguments.toArray(String[]::new));
    }
}
