/** Readers of the data that models are trained and measured on. */
@NullMarked
package io.rivulet.core.data;

import org.jspecify.annotations.NullMarked;
