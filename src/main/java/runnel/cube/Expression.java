package runnel.cube;

import java.util.List;

/** SQL as a model declares it, its references resolved. Immutable. */
public record Expression(List<Piece> pieces) {
    public static final Expression NONE = new Expression(List.of());

    /** A stretch of an expression. */
    public sealed interface Piece {}

    /** SQL as written. */
    public record Text(String sql) implements Piece {}

    /** The alias that a cube has in the statement: {@code {CUBE}} or {@code {orders}}. */
    public record Alias(String cube) implements Piece {}

    /** Another member's SQL; the granularity is empty unless a time dimension was written with one. */
    public record Member(MemberName name, String granularity) implements Piece {}

    public Expression {
        pieces = List.copyOf(pieces);
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Whether the expression is a single reference and nothing else. */
    public boolean isReference() {
        return pieces.size() == 1 && pieces.getFirst() instanceof Member;
    }
}
