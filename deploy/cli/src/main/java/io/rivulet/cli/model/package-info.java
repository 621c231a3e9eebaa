/** The command line of the model: thin commands over the packages below. */
@NullMarked
package io.rivulet.cli.model;

import org.jspecify.annotations.NullMarked;
