/** The workflow stream: questions about data, answered in steps that are seen as they go. */
@NullMarked
package runnel.wire.bi;

import org.jspecify.annotations.NullMarked;
