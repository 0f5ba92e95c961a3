/** What an agent can do besides talking: tools, their calls and results. */
@NullMarked
package runnel.tool;

import org.jspecify.annotations.NullMarked;
