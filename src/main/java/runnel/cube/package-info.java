/** The semantic layer: what a data model declares, what may be asked of it, and the port to the engines that answer. */
@NullMarked
package runnel.cube;

import org.jspecify.annotations.NullMarked;
