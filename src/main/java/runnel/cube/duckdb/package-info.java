/** DuckDB inside the process, locked down. */
@NullMarked
package runnel.cube.duckdb;

import org.jspecify.annotations.NullMarked;
