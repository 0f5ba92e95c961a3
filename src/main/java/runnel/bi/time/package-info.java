/** Times as people say them in Chinese and English, resolved to whole days. */
@NullMarked
package runnel.bi.time;

import org.jspecify.annotations.NullMarked;
