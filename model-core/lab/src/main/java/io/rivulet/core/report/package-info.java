/**
 * The report: which models are trained on which data for how long, what each is worth, and the page that says so. Every
 * stage leaves a file, so that an interrupted report goes on where it was.
 */
@NullMarked
package io.rivulet.core.report;

import org.jspecify.annotations.NullMarked;
