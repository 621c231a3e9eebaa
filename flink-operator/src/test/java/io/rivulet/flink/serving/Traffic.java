package io.rivulet.flink.serving;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random prompts of many sessions: of any length, with and without observed symbols, some with a reset. */
final class Traffic {

    private final Map<String, List<Prompt>> bySession = new LinkedHashMap<>();
    private final List<Prompt> interleaved = new ArrayList<>();

    Traffic(Random random, int sessions, int promptsEach) {
        List<String> arrivals = new ArrayList<>();
        for (int i = 0; i < sessions * promptsEach; i++) {
            arrivals.add("session-" + i % sessions);
        }
        java.util.Collections.shuffle(arrivals, random);
        for (String session : arrivals) {
            List<Prompt> prompts = bySession.computeIfAbsent(session, key -> new ArrayList<>());
            Prompt prompt = random(random, session, prompts.size());
            prompts.add(prompt);
            interleaved.add(prompt);
        }
    }

    /** All prompts in the order of their arrival. */
    List<Prompt> interleaved() {
        return interleaved;
    }

    Map<String, List<Prompt>> bySession() {
        return bySession;
    }

    private static Prompt random(Random random, String session, int number) {
        Prompts prompt = Prompts.to(session)
                .request("request-" + number)
                .seed(random.nextLong())
                .generating(random.nextInt(5) == 0 ? 0 : random.nextInt(30));
        if (random.nextInt(4) > 0) {
            prompt = prompt.observing(Prompts.binary(random, random.nextInt(11)));
        }
        if (random.nextInt(3) > 0) {
            prompt = prompt.blocks(1 + random.nextInt(3));
        }
        return (random.nextInt(12) == 0 ? prompt.resetting() : prompt).prompt();
    }
}
