/** {@code runnel chat}: a client of the server's own stream, for a terminal and for pipes. */
@NullMarked
package runnel.cli.chat;

import org.jspecify.annotations.NullMarked;
