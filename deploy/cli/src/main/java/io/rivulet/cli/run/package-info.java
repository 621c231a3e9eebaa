/** Commands that run the job on this machine, and talk to it on any broker. */
@NullMarked
package io.rivulet.cli.run;

import org.jspecify.annotations.NullMarked;
