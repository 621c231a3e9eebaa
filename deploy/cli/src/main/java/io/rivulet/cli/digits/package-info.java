/** Handwritten test digits that ship with the launcher, as prompts to try the model on. */
@NullMarked
package io.rivulet.cli.digits;

import org.jspecify.annotations.NullMarked;
