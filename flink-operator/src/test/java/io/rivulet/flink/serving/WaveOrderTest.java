package io.rivulet.flink.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves of at most 7 sessions and 48 steps. */
class WaveOrderTest {

    @TempDir
    Path folder;

    private SessionTask task;
    private ServedModel model;
    private WaveOrder order;

    @BeforeEach
    void open() throws Exception {
        task = new SessionTask(folder);
        model = task.model(Harness.LIMITS);
        order = new WaveOrder(Harness.LIMITS);
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void aWaveTakesArrivalsAloneThoughOthersWereThereBefore() throws Exception {
        underWay("long", 1);
        arrive("new", 1);
        assertThat(taken(order.next())).containsExactly("new");
    }

    @Test
    void afterAWaveOfArrivalsThoseInTurnComeNextAndThenArrivalsAgain() throws Exception {
        underWay("long", 1);
        arrive("first", 1);
        taken(order.next());
        arrive("second", 1);
        assertThat(taken(order.next())).containsExactly("long");
        underWay("other", 1);
        assertThat(taken(order.next())).containsExactly("second");
    }

    @Test
    void arrivalsHaveOneWaveAfterTheOtherIfNobodyIsInTurn() throws Exception {
        arrive("first", 1);
        assertThat(taken(order.next())).containsExactly("first");
        arrive("second", 1);
        assertThat(taken(order.next())).containsExactly("second");
    }

    @Test
    void aWaveOutOfTurnTakesArrivalsAndTheNextOneIsAsIfItHadNotBeen() throws Exception {
        underWay("long", 1);
        arrive("first", 1);
        assertThat(taken(order.nextOfArrivals())).containsExactly("first");
        arrive("second", 1);
        assertThat(taken(order.next())).containsExactly("second");
    }

    @Test
    void aWaveIsCompleteWithTheMostSessions() throws Exception {
        for (int i = 0; i < 8; i++) {
            underWay("s" + i, 1);
        }
        assertThat(taken(order.next())).containsExactly("s0", "s1", "s2", "s3", "s4", "s5", "s6");
        assertThat(taken(order.next())).containsExactly("s7");
    }

    @Test
    void aWaveIsCompleteWithTheStepsThatMakeAPassFast() throws Exception {
        for (int i = 0; i < 4; i++) {
            underWay("s" + i, 47);
        }
        assertThat(taken(order.next())).as("the second brings the steps to 94").containsExactly("s0", "s1");
    }

    @Test
    void aWaveIsCompleteWithTheStepsOfTheLargestBlockAllowed() throws Exception {
        order = new WaveOrder(Harness.limits().maxBlockSteps(4).build());
        for (int i = 0; i < 4; i++) {
            underWay("s" + i, 2);
        }
        assertThat(taken(order.next())).containsExactly("s0", "s1");
    }

    @Test
    void whoIsPlacedAgainStandsBehindAllThatWaitedMeanwhile() throws Exception {
        for (int i = 0; i < 8; i++) {
            underWay("s" + i, 1);
        }
        Session first = order.take(order.next());
        order.place(first);
        assertThat(taken(order.next())).containsExactly("s1", "s2", "s3", "s4", "s5", "s6", "s7");
        assertThat(taken(order.next())).containsExactly("s0");
    }

    @Test
    void arrivalsFillAWaveByTheirNumberOrByTheirSteps() throws Exception {
        for (int i = 0; i < 6; i++) {
            arrive("s" + i, 1);
        }
        assertThat(order.arrivalsFillAWave()).isFalse();
        arrive("s6", 1);
        assertThat(order.arrivalsFillAWave()).as("7 sessions").isTrue();
        taken(order.next());
        arrive("wide", 47);
        assertThat(order.arrivalsFillAWave()).isFalse();
        arrive("one more", 1);
        assertThat(order.arrivalsFillAWave()).as("48 steps").isTrue();
        order.remove(order.find("wide"));
        assertThat(order.arrivalsFillAWave()).as("without the wide one").isFalse();
    }

    @Test
    void arrivalsMayWaitForCompanyOnlyUntilAWaveHasLeftThemBehind() throws Exception {
        arrive("new", 1);
        assertThat(order.onlyNewArrivals()).isTrue();
        underWay("long", 1);
        assertThat(order.onlyNewArrivals()).as("another is in turn").isFalse();
        arrive("newer", 1);
        taken(order.next());
        arrive("late", 1);
        assertThat(taken(order.next())).containsExactly("long");
        assertThat(order.onlyNewArrivals()).as("the wave in turn went by").isFalse();
    }

    @Test
    void whoIsRemovedIsInNoWaveAndIsNotKnown() throws Exception {
        Session long1 = underWay("long", 1);
        Session new1 = arrive("new", 1);
        order.remove(long1);
        order.remove(new1);
        assertThat(order.hasWork()).isFalse();
        assertThat(order.find("long")).isNull();
        assertThat(order.find("new")).isNull();
        assertThat(taken(order.next())).isEmpty();
    }

    @Test
    void anIdleSessionLeavesTheOrder() throws Exception {
        Session session = underWay("a", 1);
        assertThat(order.find("a")).isSameAs(session);
        order.take(order.next());
        task.block(session, model);
        order.place(session);
        assertThat(order.size()).isZero();
        assertThat(order.find("a")).isNull();
        assertThat(order.hasWork()).isFalse();
    }

    private Session arrive(String id, int steps) throws Exception {
        Session session = task.arrived(id, steps, model);
        order.place(session);
        return session;
    }

    private Session underWay(String id, int steps) throws Exception {
        Session session = task.underWay(id, steps, model);
        order.place(session);
        return session;
    }

    private List<String> taken(Wave wave) throws Exception {
        List<String> ids = new ArrayList<>();
        for (Session session = order.take(wave); session != null; session = order.take(wave)) {
            task.join(wave, session, model);
            ids.add(session.id());
        }
        return ids;
    }
}
