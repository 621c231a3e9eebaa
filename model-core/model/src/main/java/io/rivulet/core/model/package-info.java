/**
 * A model as data: its configuration, its weights, and the one list of every tensor's name and shape, which reader,
 * writer and trainer share.
 */
@NullMarked
package io.rivulet.core.model;

import org.jspecify.annotations.NullMarked;
