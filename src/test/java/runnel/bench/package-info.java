/**
 * What can be measured: one class with a main method each, those that end in Jmh by JMH, run by
 * {@code ./bench}.
 */
@NullMarked
package runnel.bench;

import org.jspecify.annotations.NullMarked;
