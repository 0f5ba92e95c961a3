/** Markdown to safe HTML, whole or while it streams in. */
@NullMarked
package runnel.markdown;

import org.jspecify.annotations.NullMarked;
