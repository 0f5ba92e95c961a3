/** Tools out of OpenAPI files: each operation of a service is one. */
@NullMarked
package runnel.tool.web.openapi;

import org.jspecify.annotations.NullMarked;
