package runnel.cube;

/** A named condition on rows. */
public record Segment(MemberName name, Label label, boolean shown, Expression sql, Place place) implements Member {}
