/**
 * Makes passages of text out of files of many formats. Runs in a process of its own, since a file
 * may be made to do harm.
 */
@NullMarked
package runnel.tool.documents.read;

import org.jspecify.annotations.NullMarked;
