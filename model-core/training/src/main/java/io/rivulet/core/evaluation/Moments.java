package io.rivulet.core.evaluation;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Mean [1, width] and covariance [width, width] of features, in double precision. */
record Moments(INDArray mean, INDArray covariance) {}
