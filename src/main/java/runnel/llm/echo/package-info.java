/** A model without a model: repeats what it is told, for a first look, tests and measurements. */
@NullMarked
package runnel.llm.echo;

import org.jspecify.annotations.NullMarked;
