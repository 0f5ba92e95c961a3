/** The life of runs: start, stop, pause, take up again. The only owner of run threads. */
@NullMarked
package runnel.run;

import org.jspecify.annotations.NullMarked;
