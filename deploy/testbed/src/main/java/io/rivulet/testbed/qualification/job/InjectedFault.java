package io.rivulet.testbed.qualification.job;

import java.util.Locale;

/**
 * One fault of a job.
 *
 * @param fault what it was, for people
 * @param moment what can be said about when it struck
 * @param prompt number of the next prompt then
 * @param recoverySeconds from then to the first committed answer to a prompt that was sent later
 */
public record InjectedFault(String fault, String moment, long prompt, double recoverySeconds) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s %s, at prompt %d: answers again after %.1f s", fault, moment, prompt, recoverySeconds);
    }
}
