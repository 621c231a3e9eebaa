/** What a trained model is worth: bounds with their uncertainty, and pictures. */
@NullMarked
package io.rivulet.core.evaluation;

import org.jspecify.annotations.NullMarked;
