/**
 * One job under load on the cluster, from its start to its outcome: how it is put together, what is injected into it or
 * rolled out to it on the way, and who reads what comes out.
 */
@NullMarked
package io.rivulet.testbed.qualification.job;

import org.jspecify.annotations.NullMarked;
