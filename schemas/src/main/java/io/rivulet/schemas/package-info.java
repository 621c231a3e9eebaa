/**
 * The wire codec of Rivulet's events: bytes that anybody may have written become a valid event or a
 * {@link io.rivulet.schemas.MalformedEvent}, and cost no more memory than their size warrants.
 */
@NullMarked
package io.rivulet.schemas;

import org.jspecify.annotations.NullMarked;
