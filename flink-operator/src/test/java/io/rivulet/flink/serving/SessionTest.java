package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.flink.Prompts;
import io.rivulet.flink.event.Chunk;
import io.rivulet.flink.event.Reason;
import io.rivulet.flink.event.Refusal;
import io.rivulet.flink.event.Rejection;
import io.rivulet.flink.event.SessionStart;
import io.rivulet.flink.serving.Session.Phase;
import io.rivulet.flink.state.OpenRequest;
import io.rivulet.flink.state.StoredSession;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way of the diagram, and what lies in keyed state at its end. */
class SessionTest {

    private static final Prompts ONE_BLOCK = SessionTask.prompt("a", 1, 1);

    @TempDir
    Path folder;

    private SessionTask task;
    private ServedModel model;

    @BeforeEach
    void open() throws Exception {
        task = new SessionTask(folder);
        model = task.model(Harness.LIMITS);
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void aRequestThatArrivedIsInMemoryAlone() throws Exception {
        Session session = task.arrived("a", 1, model);
        assertThat(session.phase()).isEqualTo(Phase.ARRIVED);
        assertThat(task.exists()).isFalse();
    }

    @Test
    void aBlockThatLeavesMoreStoresTheRequestWhichTakesTheSessionWithIt() throws Exception {
        Session session = task.session("a");
        session.accept(ONE_BLOCK.prompt(), model);
        task.block(session, model);
        assertThat(task.keyed.session()).isNotNull();
        session = task.underWay("a", 1, model);

        assertThat(session.phase()).isEqualTo(Phase.UNDER_WAY);
        assertThat(task.keyed.session()).isNull();
        assertThat(stored().nextBlock()).isEqualTo(1);
        assertThat(stored().start()).isEqualTo(SessionStart.RESUMED);
    }

    @Test
    void theLastBlockEndsTheRequestAndLeavesTheSessionIdle() throws Exception {
        Session session = task.underWay("a", 1, model);
        task.block(session, model);
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(task.keyed.request()).isNull();
        assertThat(atRest().state().steps()).isEqualTo(2);
    }

    @Test
    void thePromptsThatWaitAreTakenInTheirOrder() throws Exception {
        Session session = task.underWay("a", 1, model);
        session.accept(ONE_BLOCK.request("second").prompt(), model);
        session.accept(SessionTask.prompt("a", 2, 1).request("third").prompt(), model);
        task.block(session, model);
        assertThat(session.phase()).isEqualTo(Phase.WAITING);
        assertThat(task.keyed.request()).isNull();
        task.block(session, model);
        assertThat(session.phase()).isEqualTo(Phase.WAITING);
        task.block(session, model);
        assertThat(session.phase()).isEqualTo(Phase.UNDER_WAY);
        task.block(session, model);
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(task.chunks)
                .extracting(chunk -> chunk.origin().requestId())
                .containsExactly("request", "request", "second", "third", "third");
        assertThat(task.keyed.waiting()).isEmpty();
    }

    @Test
    void aRequestThatIsGivenUpLeavesTheSessionAsItsLastChunkDid() throws Exception {
        Session session = task.underWay("a", 1, model);
        StoredSession after = stored().session();
        task.join(new Wave(false), session, model);
        session.giveUp();
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(task.keyed.request()).isNull();
        assertThat(atRest()).isEqualTo(after);
    }

    @Test
    void aRequestThatArrivedAndIsGivenUpLeavesNothing() throws Exception {
        Session session = task.arrived("a", 1, model);
        task.join(new Wave(false), session, model);
        session.giveUp();
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(task.exists()).isFalse();
    }

    @Test
    void aPromptThatWaitsIsAdmittedOnceForEachModel() throws Exception {
        ServedModel narrow = task.model(Harness.limits().maxGeneratedSymbols(1).build());
        Session session = task.underWay("a", 1, model);
        session.accept(ONE_BLOCK.request("admitted").prompt(), model);
        session.accept(ONE_BLOCK.request("second").prompt(), model);
        session.accept(ONE_BLOCK.request("third").prompt(), model);
        task.block(session, model);

        task.block(session, narrow);
        assertThat(task.deadLetters).as("checked when it came").isEmpty();
        session.admitAgain();
        assertThat(session.join(new Wave(false), narrow, task.outputs)).isFalse();
        assertThat(session.join(new Wave(false), narrow, task.outputs)).isFalse();
        assertThat(task.deadLetters).extracting(Rejection::requestId).containsExactly("second", "third");
        assertThat(task.deadLetters).extracting(Rejection::reason).containsOnly(Reason.INVALID_FIELD);
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void whatWaitsInARestoredSessionIsAdmittedAgain() throws Exception {
        ServedModel narrow = task.model(Harness.limits().maxGeneratedSymbols(1).build());
        Session before = task.underWay("a", 1, model);
        before.accept(ONE_BLOCK.request("waits").prompt(), model);
        Session session = Session.restored("a", task.keyed);
        assertThat(session.phase()).isEqualTo(Phase.UNDER_WAY);
        task.block(session, model);
        assertThat(session.phase()).isEqualTo(Phase.WAITING);
        assertThat(Session.restored("a", task.keyed).phase()).isEqualTo(Phase.WAITING);
        assertThat(session.join(new Wave(false), narrow, task.outputs)).isFalse();
        assertThat(task.deadLetters).extracting(Rejection::requestId).containsExactly("waits");
    }

    @Test
    void noMorePromptsWaitThanMay() throws Exception {
        Session session = task.arrived("a", 1, model);
        for (int i = 0; i < Harness.LIMITS.maxWaiting(); i++) {
            session.accept(ONE_BLOCK.prompt(), model);
        }
        assertThatThrownBy(() -> session.accept(ONE_BLOCK.prompt(), model))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at most 8");
        assertThat(task.keyed.waiting()).hasSize(8);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Phase.class)
    void forgettingLeadsFromEachStateToIdleAndLeavesNothing(Phase phase) throws Exception {
        Session session = in(phase);
        assertThat(session.phase()).isEqualTo(phase);
        int unanswered =
                switch (phase) {
                    case IDLE -> 0;
                    case WAITING -> 1;
                    case ARRIVED, UNDER_WAY -> 2;
                };
        assertThat(session.forget()).hasSize(unanswered);
        assertThat(session.phase()).isEqualTo(Phase.IDLE);
        assertThat(task.exists()).isFalse();
        assertThat(task.keyed.waiting()).isEmpty();
        assertThat(session.stands()).isEqualTo(SessionStart.NEW);
        session.accept(ONE_BLOCK.prompt(), model);
        task.block(session, model);
        assertThat(task.chunks).last().extracting(Chunk::sessionStart).isEqualTo(SessionStart.NEW);
    }

    private Session in(Phase phase) throws Exception {
        Session session = task.session("a");
        session.accept(ONE_BLOCK.prompt(), model);
        task.block(session, model);
        if (phase != Phase.IDLE) {
            session.accept(SessionTask.prompt("a", 2, 1).prompt(), model);
            session.accept(ONE_BLOCK.request("waits").prompt(), model);
        }
        if (phase == Phase.UNDER_WAY || phase == Phase.WAITING) {
            task.block(session, model);
        }
        if (phase == Phase.WAITING) {
            task.block(session, model);
        }
        return session;
    }

    private OpenRequest stored() throws Exception {
        return Objects.requireNonNull(task.keyed.request());
    }

    private StoredSession atRest() throws Exception {
        return Objects.requireNonNull(task.keyed.session());
    }
}
