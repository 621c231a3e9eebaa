/**
 * The cluster that is examined, each member a process that can be broken, and what can be seen of it from outside:
 * memory and files of its processes, and what its logs say of transactions.
 */
@NullMarked
package io.rivulet.testbed.qualification.system;

import org.jspecify.annotations.NullMarked;
