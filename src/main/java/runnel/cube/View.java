package runnel.cube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** A selection of members of joined cubes, the paths between the cubes fixed. Immutable. */
public record View(Head head, SequencedMap<String, Alias> aliases, Map<String, Member> byName) implements Entity {
    /**
     * What stands behind a member of a view.
     *
     * @param path the cubes from the view's root to the member's cube
     */
    public record Alias(MemberName target, List<String> path) {
        public Alias {
            path = List.copyOf(path);
        }
    }

    public View {
        aliases = new LinkedHashMap<>(aliases);
        byName = new LinkedHashMap<>(byName);
    }

    @Override
    public Stream<Measure> measures() {
        return byName.values().stream().filter(Measure.class::isInstance).map(Measure.class::cast);
    }

    @Override
    public Stream<Dimension> dimensions() {
        return byName.values().stream().filter(Dimension.class::isInstance).map(Dimension.class::cast);
    }

    @Override
    public Stream<Segment> segments() {
        return byName.values().stream().filter(Segment.class::isInstance).map(Segment.class::cast);
    }
}
