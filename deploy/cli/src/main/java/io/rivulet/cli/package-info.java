/** The one command line: which commands there are, under which headings, and how each ends when it fails. */
@NullMarked
package io.rivulet.cli;

import org.jspecify.annotations.NullMarked;
