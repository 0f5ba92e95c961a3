/**
 * The append-only log of a conversation, the journal that makes it durable, and the cursors that
 * read it.
 */
@NullMarked
package runnel.log;

import org.jspecify.annotations.NullMarked;
