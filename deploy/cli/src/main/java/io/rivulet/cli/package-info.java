/** The commands behind {@code deploy/rivulet}: options in, exit codes out. */
@NullMarked
package io.rivulet.cli;

import org.jspecify.annotations.NullMarked;
