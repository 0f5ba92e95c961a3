/**
 * The server's HTTP: routes, requests, answers, event streams, static files. The only user of the
 * HTTP library.
 */
@NullMarked
package runnel.http;

import org.jspecify.annotations.NullMarked;
