/** Engines over JDBC: PostgreSQL, MySQL, SQLite, and whatever hands out connections. */
@NullMarked
package runnel.cube.jdbc;

import org.jspecify.annotations.NullMarked;
