/** What can happen in a conversation: immutable facts and their JSON form. */
@NullMarked
package runnel.event;

import org.jspecify.annotations.NullMarked;
