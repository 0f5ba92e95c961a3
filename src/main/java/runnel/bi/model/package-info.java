/** A data model as questions see it: members by the concepts that their labels name, and values. */
@NullMarked
package runnel.bi.model;

import org.jspecify.annotations.NullMarked;
