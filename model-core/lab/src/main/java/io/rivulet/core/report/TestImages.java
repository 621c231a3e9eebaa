package io.rivulet.core.report;

import io.rivulet.core.classifier.Classifier;
import io.rivulet.core.evaluation.ImageForm;

/**
 * What makes sequences images.
 *
 * @param labels of the test images
 * @param classifier whose features distances are measured on
 */
public record TestImages(ImageForm form, int[] labels, Classifier classifier) {}
