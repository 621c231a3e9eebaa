/**
 * What must come out of a job to which models are rolled out under load. Which prompt meets which model is not for the
 * prompts to decide, so the checker follows the recorded output along: what each record says of its model must be what
 * a rollout gives that its task may have met, and from there on every byte is decided.
 */
@NullMarked
package io.rivulet.testbed.qualification.rollout;

import org.jspecify.annotations.NullMarked;
