/** Cube's REST API: requests in, answers out, independent of the HTTP server. */
@NullMarked
package runnel.wire.cube;

import org.jspecify.annotations.NullMarked;
