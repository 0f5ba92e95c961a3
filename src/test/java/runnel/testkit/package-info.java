/** What tests share: real peers that misbehave on demand. */
@NullMarked
package runnel.testkit;

import org.jspecify.annotations.NullMarked;
