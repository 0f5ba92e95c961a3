/** Answers queries: the one door to the semantic layer for pages, protocols, agents and the command line. */
@NullMarked
package runnel.cube.analytics;

import org.jspecify.annotations.NullMarked;
