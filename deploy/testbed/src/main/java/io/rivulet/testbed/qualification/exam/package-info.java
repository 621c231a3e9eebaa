/**
 * The parts of a qualification: each puts jobs under load, breaks something, and says which promises were kept. What
 * {@code --only} names is an exam.
 */
@NullMarked
package io.rivulet.testbed.qualification.exam;

import org.jspecify.annotations.NullMarked;
