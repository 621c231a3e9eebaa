package io.rivulet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void everyEventComesBackAsItWasSent() {
        assertThat(EventCodec.prompts().decode(EventCodec.prompts().encode(Events.prompt())))
                .isEqualTo(Events.prompt());
        assertThat(EventCodec.chunks().decode(EventCodec.chunks().encode(Events.chunk())))
                .isEqualTo(Events.chunk());
        assertThat(EventCodec.rejections().decode(EventCodec.rejections().encode(Events.rejection())))
                .isEqualTo(Events.rejection());
        assertThat(EventCodec.controls().decode(EventCodec.controls().encode(Events.control())))
                .isEqualTo(Events.control());
    }
}
