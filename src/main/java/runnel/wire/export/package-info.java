/** A conversation as a file to keep: markdown, JSON, or a page that stands alone. */
@NullMarked
package runnel.wire.export;

import org.jspecify.annotations.NullMarked;
