/** Events as lines, JSON and pictures. */
@NullMarked
package io.rivulet.deploy.print;

import org.jspecify.annotations.NullMarked;
