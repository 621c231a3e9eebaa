package io.rivulet.core.bundle;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;

/**
 * A model as read from its files, every rule checked.
 *
 * @param weights all tensors that serve, and either all or none of those that only training needs
 * @param fingerprint over the canonical configuration and all numbers
 */
public record Bundle(ModelConfig config, Weights weights, Fingerprint fingerprint, Provenance provenance) {}
