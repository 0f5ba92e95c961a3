/** Reads data models written in Cube's YAML. */
@NullMarked
package runnel.cube.yaml;

import org.jspecify.annotations.NullMarked;
