/** The offline question parser: grammar over the words of a model, no guesses. */
@NullMarked
package runnel.bi.question;

import org.jspecify.annotations.NullMarked;
