/** Runnel's own wire: events as JSON, one frame each. */
@NullMarked
package runnel.wire.json;

import org.jspecify.annotations.NullMarked;
