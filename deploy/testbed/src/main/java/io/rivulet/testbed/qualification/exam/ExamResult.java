package io.rivulet.testbed.qualification.exam;

import io.rivulet.testbed.qualification.job.InjectedFault;
import io.rivulet.testbed.qualification.job.Outcome;
import io.rivulet.testbed.qualification.oracle.RecordedOutput;
import io.rivulet.testbed.qualification.oracle.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one exam.
 *
 * @param prompts sent
 * @param verdict on what came out; null if that is not judged as one output, or did not come so far
 * @param faults on the way
 * @param notes what else is to be known, a line each
 * @param broken promises, a line each
 * @param repeatable whether the prompts alone decide the output, so that another run must give the same
 */
public record ExamResult(
        long prompts,
        @Nullable Verdict verdict,
        List<InjectedFault> faults,
        List<String> notes,
        List<String> broken,
        boolean repeatable) {

    public ExamResult {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
        broken = List.copyOf(broken);
    }

    /** Of an exam that must keep all promises. */
    public static ExamResult of(Outcome outcome) {
        return new ExamResult(
                outcome.prompts(),
                outcome.verdict(),
                outcome.faults(),
                outcome.ended(),
                outcome.verdict().broken(),
                true);
    }

    /** Of an exam whose outputs are not judged as one. */
    static ExamResult unjudged(long prompts) {
        return new ExamResult(prompts, null, List.of(), List.of(), List.of(), true);
    }

    /** Of an exam that came to no end. */
    public static ExamResult failed(Exception cause) {
        return unjudged(0).breaking(String.valueOf(cause.getMessage()));
    }

    /** Of an exam that this machine does not allow. */
    static ExamResult notTaken(String why) {
        return unjudged(0).noting("NOT TAKEN: " + why);
    }

    /** This, with another note. */
    ExamResult noting(String note) {
        return noting(List.of(note));
    }

    /** This, with more notes. */
    ExamResult noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new ExamResult(prompts, verdict, faults, all, broken, repeatable);
    }

    /** This, with another broken promise. */
    ExamResult breaking(String promise) {
        return breaking(List.of(promise));
    }

    /** This, with other broken promises. */
    ExamResult breaking(List<String> promises) {
        List<String> all = new ArrayList<>(broken);
        all.addAll(promises);
        return new ExamResult(prompts, verdict, faults, notes, all, repeatable);
    }

    /** This, of an exam whose output is not for the prompts alone to decide. */
    ExamResult notRepeatable() {
        return new ExamResult(prompts, verdict, faults, notes, broken, false);
    }

    /** This, and whether its output is that of a run of the same prompts that nothing disturbed. */
    public ExamResult comparedWith(RecordedOutput undisturbed) {
        Verdict seen = verdict;
        if (seen == null || !repeatable) {
            return this;
        }
        String digest = undisturbed.lanesUpTo(prompts).digest();
        if (digest.equals(seen.digest())) {
            return this;
        }
        return breaking("the digest of the output must be that of the undisturbed run, " + Verdict.shortened(digest)
                + ", it is " + Verdict.shortened(seen.digest()));
    }

    /** What became of the promises, in a word or two. */
    public String word() {
        if (!broken.isEmpty()) {
            return "BROKEN";
        }
        return prompts == 0 ? "not taken" : "held";
    }
}
