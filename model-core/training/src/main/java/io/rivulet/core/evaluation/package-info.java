/**
 * What a trained model is worth: bounds and the quality of generated images with their uncertainty, scorecards, tables
 * and pictures. Images come as plain arrays, so that every kind of model is judged by the same code.
 */
@NullMarked
package io.rivulet.core.evaluation;

import org.jspecify.annotations.NullMarked;
