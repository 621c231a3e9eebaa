/**
 * Real processes under load, broken on purpose, and what comes out compared with an oracle that knows the prompts alone.
 */
@NullMarked
package io.rivulet.testbed.qualification;

import org.jspecify.annotations.NullMarked;
