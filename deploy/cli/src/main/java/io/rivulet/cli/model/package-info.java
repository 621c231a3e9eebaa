/** Commands that work with a model in this process, without broker or job. */
@NullMarked
package io.rivulet.cli.model;

import org.jspecify.annotations.NullMarked;
