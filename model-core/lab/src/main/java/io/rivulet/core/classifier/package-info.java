/** Small convolutional classifiers, and what they say of generated images: features, classes, agreement. */
@NullMarked
package io.rivulet.core.classifier;

import org.jspecify.annotations.NullMarked;
