/**
 * The events on the wire, generated from the contracts in {@code src/main/avro}. Fields that the contracts make
 * nullable are null here too.
 */
@NullUnmarked
package io.rivulet.schemas.event;

import org.jspecify.annotations.NullUnmarked;
