/** Workflows: named steps in a fixed order, each with its input and output kept. */
@NullMarked
package runnel.workflow;

import org.jspecify.annotations.NullMarked;
