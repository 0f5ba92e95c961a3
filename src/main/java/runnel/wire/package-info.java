/**
 * What all wires share: frames, and the loop that follows a log and writes what an encoder makes of
 * it.
 */
@NullMarked
package runnel.wire;

import org.jspecify.annotations.NullMarked;
