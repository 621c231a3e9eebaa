/** What is broken, and when: faults that are prepared first and injected at a moment that matters. */
@NullMarked
package io.rivulet.testbed.qualification.fault;

import org.jspecify.annotations.NullMarked;
