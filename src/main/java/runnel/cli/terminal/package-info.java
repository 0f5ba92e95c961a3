/**
 * What a terminal shows: lines with styles, markdown as lines, and a screen whose last lines may
 * still change.
 */
@NullMarked
package runnel.cli.terminal;

import org.jspecify.annotations.NullMarked;
