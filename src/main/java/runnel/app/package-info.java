/** From configuration to a running server: the only place that names adapters. */
@NullMarked
package runnel.app;

import org.jspecify.annotations.NullMarked;
