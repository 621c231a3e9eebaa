/**
 * What must come out, and what a record or a whole output is found to be: the oracle generates every record from the
 * prompts alone, by the generator's own calls, and a {@link io.rivulet.testbed.qualification.oracle.Verdict} lays the
 * recorded output beside it, lane by lane. Knows nothing of processes, faults or load.
 */
@NullMarked
package io.rivulet.testbed.qualification.oracle;

import org.jspecify.annotations.NullMarked;
