/** The commands behind {@code deploy/rivulet}: options in, exit codes out. */
@NullMarked
package io.rivulet.deploy.cli;

import org.jspecify.annotations.NullMarked;
