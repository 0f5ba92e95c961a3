/**
 * What the benchmarks load a server with and measure it by: clients, a model server that pretends,
 * processes, figures.
 */
@NullMarked
package runnel.bench.load;

import org.jspecify.annotations.NullMarked;
