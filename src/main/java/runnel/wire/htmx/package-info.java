/** The wire of the HTMX chat: form posts in, list items of the growing reply out. */
@NullMarked
package runnel.wire.htmx;

import org.jspecify.annotations.NullMarked;
