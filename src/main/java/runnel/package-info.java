/** The door of the program: nothing but {@code main}. */
@NullMarked
package runnel;

import org.jspecify.annotations.NullMarked;
