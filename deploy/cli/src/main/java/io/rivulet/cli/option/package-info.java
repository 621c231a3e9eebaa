/** What commands share: options, where files go, and what is said of options that cannot be used. */
@NullMarked
package io.rivulet.cli.option;

import org.jspecify.annotations.NullMarked;
