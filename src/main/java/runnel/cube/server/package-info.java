/** A Cube server as a source of answers, through its REST interface. */
@NullMarked
package runnel.cube.server;

import org.jspecify.annotations.NullMarked;
