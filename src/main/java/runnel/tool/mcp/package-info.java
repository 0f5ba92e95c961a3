/** Tools of other programs, by the Model Context Protocol. */
@NullMarked
package runnel.tool.mcp;

import org.jspecify.annotations.NullMarked;
