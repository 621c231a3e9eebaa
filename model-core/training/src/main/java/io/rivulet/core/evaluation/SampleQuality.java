package io.rivulet.core.evaluation;

/**
 * What unconditional samples are worth.
 *
 * @param images how many there were; figures of unequal numbers do not compare
 * @param frechet Fréchet distance to the test images
 * @param confidence mean probability of the likeliest class: are they clearly something?
 * @param classEntropy entropy of the likeliest classes, in nats: are all classes drawn? The highest is ln(classes)
 */
public record SampleQuality(int images, Interval frechet, Interval confidence, Interval classEntropy) {}
