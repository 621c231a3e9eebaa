/** What is sent: a series of prompts that follows from a seed alone, and who sends it at fixed times. */
@NullMarked
package io.rivulet.testbed.qualification.load;

import org.jspecify.annotations.NullMarked;
