/** What a person sees: tests in a real browser against a real server. */
@NullMarked
package runnel.browser;

import org.jspecify.annotations.NullMarked;
