package io.rivulet.testbed.qualification;

import java.util.ArrayList;
import java.util.List;

/** A part of a qualification. */
interface Exam {
    /** What {@code --only} calls it. */
    String name();

    /** Takes it; what it finds broken is in the row. */
    Row take(Hall hall) throws Exception;

    /** All of them, in order. */
    static List<Exam> all() {
        List<Exam> exams = new ArrayList<>();
        exams.add(new FaultExam("worker-kill", Kill.WORKER));
        exams.add(new FaultExam("leader-kill", Kill.LEADER));
        exams.add(new FaultExam("broker-kill", Kill.BROKER));
        exams.add(new FaultExam("broker-restart", Kill.BROKER_GRACEFULLY));
        exams.add(new FaultExam("worker-pause", Pause.WORKER));
        exams.add(new FaultExam("leader-pause", Pause.LEADER));
        exams.add(new FaultExam("broker-pause", Pause.BROKER));
        exams.add(new SabotageExam());
        exams.add(new SlowConsumerExam());
        exams.add(new SlowSinkExam());
        exams.add(new ClockExam());
        exams.add(new DiskFullExam());
        exams.add(new OutageExam());
        exams.add(new SavepointExam());
        exams.add(new RolloutExam());
        exams.add(new SoakExam());
        return exams;
    }
}
