package runnel.cube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of the business: its members, and how it joins others. Immutable. */
public record Cube(Head head, Source source, SequencedMap<String, Member> members, List<Join> joins) implements Entity {
    /** Where rows come from. */
    public sealed interface Source {}

    /** A table or view of the database. */
    public record Table(Expression name) implements Source {}

    /** A statement. */
    public record Select(Expression sql) implements Source {}

    public Cube {
        members = new LinkedHashMap<>(members);
        joins = List.copyOf(joins);
    }

    @Nullable
    public Member member(String name) {
        return members.get(name);
    }

    @Override
    public Stream<Measure> measures() {
        return members.values().stream().filter(Measure.class::isInstance).map(Measure.class::cast);
    }

    @Override
    public Stream<Dimension> dimensions() {
        return members.values().stream().filter(Dimension.class::isInstance).map(Dimension.class::cast);
    }

    @Override
    public Stream<Segment> segments() {
        return members.values().stream().filter(Segment.class::isInstance).map(Segment.class::cast);
    }

    /** The dimensions that tell one row from another; empty where none is declared. */
    public List<Dimension> primaryKey() {
        return dimensions().filter(dimension -> dimension.traits().primaryKey()).toList();
    }

    @Override
    public Map<String, Member> byName() {
        return members;
    }
}
