/** Port to language models: a model, what it is given and what it streams back. */
@NullMarked
package runnel.llm;

import org.jspecify.annotations.NullMarked;
