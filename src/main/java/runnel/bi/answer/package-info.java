/** Rows shown to people: as a table, as a chart, and in sentences whose numbers are computed. */
@NullMarked
package runnel.bi.answer;

import org.jspecify.annotations.NullMarked;
