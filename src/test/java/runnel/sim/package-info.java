/**
 * The whole server under kill -9: seeded rounds of crash and resume, and what must be true after
 * each.
 */
@NullMarked
package runnel.sim;

import org.jspecify.annotations.NullMarked;
