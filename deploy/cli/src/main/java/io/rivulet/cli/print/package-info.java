/** Events as lines, JSON and pictures. */
@NullMarked
package io.rivulet.cli.print;

import org.jspecify.annotations.NullMarked;
