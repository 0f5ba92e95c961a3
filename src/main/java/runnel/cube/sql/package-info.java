/** Plans queries: from members to one SQL statement, without touching a database. */
@NullMarked
package runnel.cube.sql;

import org.jspecify.annotations.NullMarked;
