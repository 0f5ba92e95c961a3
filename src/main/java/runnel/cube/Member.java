package runnel.cube;

/** Something of a cube that a query can name. */
public sealed interface Member permits Dimension, Measure, Segment {
    MemberName name();

    Label label();

    /** Whether clients may ask for it; hidden members serve other members and row filters. */
    boolean shown();

    Place place();

    /** What it is, in one word. */
    default String kind() {
        return switch (this) {
            case Dimension d -> "dimension";
            case Measure m -> "measure";
            case Segment s -> "segment";
        };
    }
}
