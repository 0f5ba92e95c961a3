/** Who may use the server: access tokens and logins. */
@NullMarked
package runnel.auth;

import org.jspecify.annotations.NullMarked;
