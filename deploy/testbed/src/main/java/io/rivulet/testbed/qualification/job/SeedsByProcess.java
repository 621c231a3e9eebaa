package io.rivulet.testbed.qualification.job;

import io.rivulet.flink.event.RawEvent;
import io.rivulet.schemas.EventCodec;
import io.rivulet.schemas.event.PromptEvent;
import org.apache.flink.api.common.functions.MapFunction;

/** Mixes the process's id into the seed of a prompt in fifty. Sabotage: a checker must see it. */
final class SeedsByProcess implements MapFunction<RawEvent, RawEvent> {
    private static final long serialVersionUID = 1L;
    private static final int ONE_IN = 50;

    @Override
    public RawEvent map(RawEvent event) {
        EventCodec<PromptEvent> codec = EventCodec.prompts();
        PromptEvent prompt;
        try {
            prompt = codec.decode(event.value());
        } catch (io.rivulet.schemas.MalformedEvent e) {
            return event;
        }
        if (Long.parseLong(prompt.getRequestId()) % ONE_IN != 0) {
            return event;
        }
        prompt.setSeed(prompt.getSeed() ^ ProcessHandle.current().pid());
        byte[] value = codec.encode(prompt);
        return new RawEvent(event.source(), value, value.length);
    }
}
