/** What a pass over a block costs against the same steps one by one, and whether a long history costs anything. */
package io.rivulet.core.benchmark;
