package io.rivulet.core.bundle;

import io.rivulet.core.model.ModelConfig;
import io.rivulet.core.model.Weights;

/**
 * A model as read from its files, every rule checked.
 *
 * @param weights all tensors that serve, and either all or none of those that only training needs
 * @param fingerprint SHA-256 over the canonical configuration and all numbers, 64 lower-case hexadecimal digits
 */
public record Bundle(ModelConfig config, Weights weights, String fingerprint, Provenance provenance) {}
