/** Small words that the JDK lacks. */
@NullMarked
package runnel.base;

import org.jspecify.annotations.NullMarked;
