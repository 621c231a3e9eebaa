package io.rivulet.testbed.qualification.exam;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is the same for all exams of a qualification.
 *
 * @param seed of the prompts, and of when and where faults strike
 * @param faults of each kind
 * @param soak how long the soak lasts
 * @param folder of everything that exams leave lying
 */
public record ExamConditions(long seed, int faults, Duration soak, Path folder) {}
