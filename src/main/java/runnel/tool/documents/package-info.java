/** Search in the operator's own documents: what is read, how it is kept, how it is found. */
@NullMarked
package runnel.tool.documents;

import org.jspecify.annotations.NullMarked;
