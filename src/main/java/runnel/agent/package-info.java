/** What an agent is, and its loop: no threads and no input or output of its own. */
@NullMarked
package runnel.agent;

import org.jspecify.annotations.NullMarked;
