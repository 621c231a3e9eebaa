package io.rivulet.testbed.qualification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one exam.
 *
 * @param prompts sent
 * @param verdict on what came out; null if it did not come so far
 * @param struck faults on the way
 * @param notes what else is to be known, a line each
 * @param broken promises, a line each
 * @param repeatable whether the prompts alone decide the output, so that another run must give the same
 */
record Row(
        String exam,
        long prompts,
        @Nullable Verdict verdict,
        List<Struck> struck,
        List<String> notes,
        List<String> broken,
        double seconds,
        boolean repeatable) {

    Row {
        struck = List.copyOf(struck);
        notes = List.copyOf(notes);
        broken = List.copyOf(broken);
    }

    /** Of an exam whose output, if it is judged, the prompts alone decide. */
    Row(
            String exam,
            long prompts,
            @Nullable Verdict verdict,
            List<Struck> struck,
            List<String> notes,
            List<String> broken,
            double seconds) {
        this(exam, prompts, verdict, struck, notes, broken, seconds, true);
    }

    /** Of an exam that must keep all promises. */
    static Row of(String exam, Trial.Outcome outcome, List<String> notes, double seconds) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(outcome.ended());
        return new Row(
                exam,
                outcome.prompts(),
                outcome.verdict(),
                outcome.struck(),
                all,
                outcome.verdict().broken(),
                seconds);
    }

    /** Of an exam that came to no end. */
    static Row failed(String exam, Exception cause, double seconds) {
        return new Row(exam, 0, null, List.of(), List.of(), List.of(String.valueOf(cause.getMessage())), seconds);
    }

    /** Of an exam that this machine does not allow. */
    static Row notTaken(String exam, String why) {
        return new Row(exam, 0, null, List.of(), List.of("NOT TAKEN: " + why), List.of(), 0);
    }

    /** This, and another broken promise. */
    Row with(String alsoBroken) {
        List<String> more = new ArrayList<>(broken);
        more.add(alsoBroken);
        return new Row(exam, prompts, verdict, struck, notes, more, seconds, repeatable);
    }

    /** This, of an exam whose output is not for the prompts alone to decide. */
    Row notRepeatable() {
        return new Row(exam, prompts, verdict, struck, notes, broken, seconds, false);
    }

    /** What became of the promises, in a word or two. */
    String word() {
        if (!broken.isEmpty()) {
            return "BROKEN";
        }
        return prompts == 0 ? "not taken" : "held";
    }

    /** This, and whether its output is that of a run of the same prompts that nothing disturbed. */
    Row beside(Recording undisturbed) {
        Verdict seen = verdict;
        if (seen == null || !repeatable) {
            return this;
        }
        String digest = Digests.of(undisturbed.lanesUpTo(prompts));
        if (digest.equals(seen.digest())) {
            return this;
        }
        return with("the digest of the output must be that of the undisturbed run, " + Verdict.shortened(digest)
                + ", it is " + Verdict.shortened(seen.digest()));
    }
}
