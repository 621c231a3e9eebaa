package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.fault.Kill;
import io.rivulet.testbed.qualification.fault.Pause;
import java.util.List;

/** A part of a qualification. */
public interface Exam {
    /** Prompts that must be answered before anything is broken: enough to have all sessions begun. */
    long FIRST_PROMPTS = 100;

    /** What {@code --only} calls it. */
    String name();

    /** Takes it; what it finds broken is in the result. */
    ExamResult take(ExamEnvironment environment) throws Exception;

    /** All of them, in order. */
    static List<Exam> all() {
        return List.of(
                new FaultExam("worker-kill", Kill.WORKER),
                new FaultExam("leader-kill", Kill.LEADER),
                new FaultExam("broker-kill", Kill.BROKER),
                new FaultExam("broker-restart", Kill.BROKER_GRACEFULLY),
                new FaultExam("worker-pause", Pause.WORKER),
                new FaultExam("leader-pause", Pause.LEADER),
                new FaultExam("broker-pause", Pause.BROKER),
                new SabotageExam(),
                new SlowConsumerExam(),
                new SlowSinkExam(),
                new SmallTopicExam(),
                new ClockExam(),
                new DiskFullExam(),
                new OutageExam(),
                new SavepointExam(),
                new OldSavepointExam(),
                new LightLoadExam(),
                new OffsetsGoneExam(),
                new RolloutExam(),
                new SoakExam());
    }
}
