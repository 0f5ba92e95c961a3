/** Evaluation: questions with what they must answer, put to the parser or a model, and judged. */
@NullMarked
package runnel.bi.eval;

import org.jspecify.annotations.NullMarked;
