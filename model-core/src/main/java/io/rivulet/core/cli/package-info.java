/** The command line of the model: thin commands over the packages below. */
@NullMarked
package io.rivulet.core.cli;

import org.jspecify.annotations.NullMarked;
