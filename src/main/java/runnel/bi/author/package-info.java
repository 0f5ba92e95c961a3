/** What a language model does for an answer: it writes the query, and the analysis of the rows. */
@NullMarked
package runnel.bi.author;

import org.jspecify.annotations.NullMarked;
