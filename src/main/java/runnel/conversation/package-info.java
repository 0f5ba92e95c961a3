/** Conversations: their messages, their mailbox of commands, and the one writer that owns both. */
@NullMarked
package runnel.conversation;

import org.jspecify.annotations.NullMarked;
