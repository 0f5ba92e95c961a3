/** Tools that need nothing but this machine: the time, and exact arithmetic. */
@NullMarked
package runnel.tool.basic;

import org.jspecify.annotations.NullMarked;
