/**
 * The chat page: rendered on the server, as a whole and in the fragments that its stream brings.
 */
@NullMarked
package runnel.web;

import org.jspecify.annotations.NullMarked;
