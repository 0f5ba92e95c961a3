/** Words of questions in Chinese and English: how text is cut, and what the pieces may mean. */
@NullMarked
package runnel.bi.words;

import org.jspecify.annotations.NullMarked;
