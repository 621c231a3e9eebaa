/** Commands that measure, break and fuzz what is promised. */
@NullMarked
package io.rivulet.cli.prove;

import org.jspecify.annotations.NullMarked;
