/**
 * The program {@code runnel} as a terminal sees it: subcommands, help, exit codes, errors in one
 * line.
 */
@NullMarked
package runnel.cli;

import org.jspecify.annotations.NullMarked;
