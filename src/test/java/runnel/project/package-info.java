/** Tests of the project itself: its packages, its style, its documents. */
@NullMarked
package runnel.project;

import org.jspecify.annotations.NullMarked;
