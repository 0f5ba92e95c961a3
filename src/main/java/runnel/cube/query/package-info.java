/** Reads queries in Cube's JSON, and dates in words. */
@NullMarked
package runnel.cube.query;

import org.jspecify.annotations.NullMarked;
