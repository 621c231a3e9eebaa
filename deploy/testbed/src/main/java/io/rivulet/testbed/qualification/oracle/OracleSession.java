package io.rivulet.testbed.qualification.oracle;

import io.rivulet.core.generate.SessionState;
import io.rivulet.schemas.event.GeneratedChunk;
import io.rivulet.schemas.event.SessionStart;
import java.util.function.Consumer;

/** What one session's prompts give, one after another, by one model. */
public final class OracleSession {
    private final OracleModel model;
    private SessionState state;
    private SessionStart start = SessionStart.NEW;

    /** A session that nobody has prompted yet. */
    public OracleSession(OracleModel model) {
        this.model = model;
        this.state = model.generator().start();
    }

    /** Answers the session's next prompt. */
    public void answer(PositionedPrompt prompt, Consumer<GeneratedChunk> chunks) {
        if (prompt.event().getReset()) {
            state = model.generator().start();
            start = SessionStart.RESET;
        }
        PartialAnswer answer = PartialAnswer.to(prompt, start, state);
        while (!answer.isComplete()) {
            PartialAnswer.Next next = answer.next(model);
            chunks.accept(next.chunk());
            answer = next.answer();
        }
        state = answer.state();
        start = SessionStart.RESUMED;
    }
}
