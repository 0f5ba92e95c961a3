/** What can be measured: one class with a main method each, run by {@code ./bench}. */
@NullMarked
package runnel.bench;

import org.jspecify.annotations.NullMarked;
