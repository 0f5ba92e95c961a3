/** The store in a SQL database: logs, and what is derived from them, in one transaction. */
@NullMarked
package runnel.store.sql;

import org.jspecify.annotations.NullMarked;
