/** The wire of the page: entries of a log in, operations on the page's elements out. */
@NullMarked
package runnel.wire.html;

import org.jspecify.annotations.NullMarked;
