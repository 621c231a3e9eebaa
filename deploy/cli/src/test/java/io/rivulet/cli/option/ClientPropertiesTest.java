package io.rivulet.cli.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPropertiesTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "key.serializer, a.StringSerializer",
        "value.serializer, a.StringSerializer",
        "key.deserializer, a.StringDeserializer",
        "value.deserializer, a.StringDeserializer",
        "enable.auto.commit, true",
        "transactional.id, mine",
        "acks, 0"
    })
    void aPropertyThatACommandCouldNotKeepToIsRefusedByNameAndValue(String property, String value) {
        assertThatThrownBy(() -> ClientProperties.require(Map.of(property, value)))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("Kafka's property " + property + " must be ")
                .hasMessageContaining(", found " + value + "; leave it out of the file of --properties");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "key.serializer, org.apache.kafka.common.serialization.ByteArraySerializer",
        "value.deserializer, org.apache.kafka.common.serialization.ByteArrayDeserializer",
        "enable.auto.commit, false",
        "isolation.level, read_uncommitted",
        "auto.offset.reset, none",
        "client.id, mine",
        "group.id, mine",
        "acks, 1"
    })
    void whatIsForTheUserToSayIsTaken(String property, String value) {
        assertThatCode(() -> ClientProperties.require(Map.of(property, value))).doesNotThrowAnyException();
    }
}
