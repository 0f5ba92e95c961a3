/**
 * Tools for the web: search, and reading a page without reaching into the network behind the
 * server.
 */
@NullMarked
package runnel.tool.web;

import org.jspecify.annotations.NullMarked;
