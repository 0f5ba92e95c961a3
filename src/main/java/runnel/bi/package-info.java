/**
 * Asking data in everyday words: a question becomes a query, rows, a table, a chart and an
 * analysis.
 */
@NullMarked
package runnel.bi;

import org.jspecify.annotations.NullMarked;
