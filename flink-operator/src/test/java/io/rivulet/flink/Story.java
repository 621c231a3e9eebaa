package io.rivulet.flink;

import io.rivulet.core.TinyBundles;
import io.rivulet.flink.event.Prompt;
import java.util.List;

/**
 * What the committed savepoints were told before they were taken, and what they are asked afterwards. It never changes:
 * savepoints of every version are in the middle of it.
 */
public final class Story {

    /** Leaves sessions at rest, in the middle of a frame, in the middle of an answer, and with prompts that wait. */
    public static final List<Prompt> BEFORE = List.of(
            Prompts.to("rests").request("1").observing(1, 0, 0, 1, 1, 0, 1, 0).prompt(),
            Prompts.to("rests").request("2").generating(8).blocks(2).prompt(),
            Prompts.to("partial").request("1").observing(1, 1, 0).prompt(),
            Prompts.to("open")
                    .request("1")
                    .observing(0, 1)
                    .generating(40)
                    .blocks(1)
                    .prompt(),
            Prompts.to("waits").request("1").generating(26).blocks(1).seed(99).prompt(),
            Prompts.to("waits")
                    .request("2")
                    .observing(1, 0, 1, 0, 1)
                    .generating(7)
                    .prompt(),
            Prompts.to("waits")
                    .request("3")
                    .model(TinyBundles.NAME)
                    .observing(1)
                    .resetting()
                    .prompt(),
            Prompts.to("sitting-42/\u00e9\u6f22")
                    .request("1")
                    .observing(0, 0, 0, 1, 1)
                    .generating(4)
                    .prompt());

    /** Goes on with each of those, and begins another. */
    public static final List<Prompt> AFTER = List.of(
            Prompts.to("rests").request("3").generating(30).blocks(2).prompt(),
            Prompts.to("partial")
                    .request("2")
                    .observing(0, 1)
                    .generating(9)
                    .blocks(1)
                    .prompt(),
            Prompts.to("open").request("2").observing(1, 1, 1).generating(5).prompt(),
            Prompts.to("waits").request("4").generating(12).blocks(1).prompt(),
            Prompts.to("sitting-42/\u00e9\u6f22")
                    .request("2")
                    .generating(11)
                    .blocks(1)
                    .prompt(),
            Prompts.to("later").request("1").observing(1).generating(10).prompt());

    private Story() {}
}
