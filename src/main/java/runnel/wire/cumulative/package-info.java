/** The wire of the user-name chat: every event is the whole reply so far, as JSON. */
@NullMarked
package runnel.wire.cumulative;

import org.jspecify.annotations.NullMarked;
