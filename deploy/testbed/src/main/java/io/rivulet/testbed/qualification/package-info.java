/**
 * Real processes under load, broken on purpose, and what comes out compared with an oracle that knows the prompts
 * alone. The flow, each package knowing those to its right alone:
 *
 * <pre>
 * qualification -> exam -> job -> fault -> system
 *                            \--> load
 *                             \--> rollout -> oracle
 * </pre>
 *
 * {@link io.rivulet.testbed.qualification.Qualification} takes the exams, and a report says which promises were kept.
 */
@NullMarked
package io.rivulet.testbed.qualification;

import org.jspecify.annotations.NullMarked;
