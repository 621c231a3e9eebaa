package io.rivulet.testbed.qualification;

import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.SessionStart;
import java.util.function.Consumer;

/** What one session's prompts give, one after another, by one model. */
final class OracleSession {
    private final OracleModel model;
    private SessionState state;
    private SessionStart start = SessionStart.NEW;

    OracleSession(OracleModel model) {
        this.model = model;
        this.state = model.generator().start();
    }

    void answer(Asked asked, Consumer<GeneratedChunk> chunks) {
        if (asked.prompt().getReset()) {
            state = model.generator().start();
            start = SessionStart.RESET;
        }
        OracleAnswer answer = OracleAnswer.to(asked, start, state);
        while (!answer.isComplete()) {
            OracleAnswer.Part part = answer.next(model);
            chunks.accept(part.chunk());
            answer = part.rest();
        }
        state = answer.state();
        start = SessionStart.RESUMED;
    }
}
