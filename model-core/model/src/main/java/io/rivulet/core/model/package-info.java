/**
 * A model as data.
 *
 * <p>{@link io.rivulet.core.model.ModelConfig} says what there is (its Javadoc names the letters F, H and P), {@link
 * io.rivulet.core.model.TensorLayout} makes of it the one list of every tensor's name and shape, which reader, writer
 * and trainer share, and {@link io.rivulet.core.model.Weights} holds the numbers under those names. What latents are
 * and how observed frames decide them is {@link io.rivulet.core.model.Latents} and {@link
 * io.rivulet.core.model.Conditioning}.
 */
@NullMarked
package io.rivulet.core.model;

import org.jspecify.annotations.NullMarked;
