package io.rivulet.flink.serving;

import io.rivulet.core.bundle.Fingerprint;
import io.rivulet.flink.event.RolloutPolicy;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the generating operator is told. Each setting is named where it is set: {@link #of}.
 *
 * @param model where the model lies, as the option {@code rivulet.model.path} describes and as it was configured
 * @param location the same place, for a process in any folder
 * @param fingerprint that the model must have, 64 lower-case hexadecimal digits; null for any
 * @param timeToLive how long after its last request a session is kept; zero for ever
 * @param deduplicates whether a prompt is dropped that has the request id of its session's last request
 * @param longestWait how long a request may wait for others to share its pass, when nothing else is to be done
 * @param passThreads that share a pass of many steps; 1 leaves it to the task's own
 */
public record GenerateSettings(
        String model,
        String location,
        @Nullable String fingerprint,
        RolloutPolicy policy,
        Duration timeToLive,
        boolean deduplicates,
        Duration longestWait,
        int passThreads,
        Limits limits)
        implements Serializable {

    public GenerateSettings {
        if (fingerprint != null && !Fingerprint.isValid(fingerprint)) {
            throw new IllegalArgumentException("a model's fingerprint must be 64 lower-case hexadecimal digits, got "
                    + fingerprint.length() + " characters that are not; copy what inspecting the bundle prints");
        }
        if (passThreads < 1) {
            throw new IllegalArgumentException("the threads of a pass must be 1 or more, got " + passThreads
                    + "; 1 is right if slots use all processors");
        }
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException(
                    "the longest wait for a batch must be 0 or more, got " + longestWait + "; 0 batches what is there");
        }
    }

    /**
     * Settings of a job that serves whichever model lies there, keeps sessions for ever, refuses those of another
     * model, answers every prompt, lets no request wait for company and uses one thread, unless the builder is told
     * otherwise.
     */
    public static Builder of(String model, Limits limits) {
        return new Builder(model, limits);
    }

    /** Sets what is to be other than {@link #of} says. */
    public static final class Builder {

        private final String model;
        private final Limits limits;
        private @Nullable String fingerprint;
        private RolloutPolicy policy = RolloutPolicy.REJECT;
        private Duration timeToLive = Duration.ZERO;
        private boolean deduplicates;
        private Duration longestWait = Duration.ZERO;
        private int passThreads = 1;

        private Builder(String model, Limits limits) {
            this.model = model;
            this.limits = limits;
        }

        public Builder fingerprint(@Nullable String value) {
            fingerprint = value;
            return this;
        }

        public Builder policy(RolloutPolicy value) {
            policy = value;
            return this;
        }

        public Builder timeToLive(Duration value) {
            timeToLive = value;
            return this;
        }

        public Builder deduplicates(boolean value) {
            deduplicates = value;
            return this;
        }

        public Builder longestWait(Duration value) {
            longestWait = value;
            return this;
        }

        public Builder passThreads(int value) {
            passThreads = value;
            return this;
        }

        public GenerateSettings build() {
            String location = new BundleLocation(model).absolute().location();
            return new GenerateSettings(
                    model, location, fingerprint, policy, timeToLive, deduplicates, longestWait, passThreads, limits);
        }
    }
}
