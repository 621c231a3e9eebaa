/** What a savepoint or checkpoint of the job holds, read through Flink's State Processor API. */
@NullMarked
package io.rivulet.cli.savepoint;

import org.jspecify.annotations.NullMarked;
