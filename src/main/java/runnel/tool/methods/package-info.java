/** Tools out of Java methods: an annotation makes one. */
@NullMarked
package runnel.tool.methods;

import org.jspecify.annotations.NullMarked;
