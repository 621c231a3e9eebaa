package io.rivulet.testbed.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineCaseTest {

    @Test
    void aCaseIsABackendAndHowManySessionsItHas() {
        PipelineCase way = PipelineCase.parse("rocksdb:1000000");
        assertThat(way).isEqualTo(PipelineCase.of(DeliveryGuarantee.EXACTLY_ONCE, "rocksdb", 1_000_000));
        assertThat(way.name()).isEqualTo("exactly-once, rocksdb, 1,000,000 keys");
    }

    @Test
    void aCaseMayBeAtLeastOnce() {
        PipelineCase way = PipelineCase.parse("hashmap:1000:at-least-once");
        assertThat(way).isEqualTo(PipelineCase.of(DeliveryGuarantee.AT_LEAST_ONCE, "hashmap", 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rocksdb",
                "rocksdb:",
                "rocksdb:0",
                "rocksdb:-1",
                "forst:10",
                "hashmap:123456789",
                "rocksdb:10:none"
            })
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> PipelineCase.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + text)
                .hasMessageContaining("try rocksdb:1000");
    }
}
