/** Text that others wrote, as people may be shown it. */
@NullMarked
package io.rivulet.core.text;

import org.jspecify.annotations.NullMarked;
