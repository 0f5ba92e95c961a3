package runnel.cube;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A cube or a view: what members are asked from. */
public sealed interface Entity permits Cube, View {
    /** What cubes and views have in common. */
    record Head(
            String name,
            Label label,
            boolean shown,
            List<AccessPolicy> policies,
            List<Hierarchy> hierarchies,
            List<Folder> folders,
            Place place) {
        public Head {
            policies = List.copyOf(policies);
            hierarchies = List.copyOf(hierarchies);
            folders = List.copyOf(folders);
        }
    }

    /** Dimensions from coarse to fine, for drilling. Levels are full names. */
    record Hierarchy(String name, String title, boolean shown, List<String> levels, String aliasOf) {}

    /** Members put together for people to find. Members are full names. */
    record Folder(String name, List<String> members) {}

    Head head();

    Stream<Measure> measures();

    Stream<Dimension> dimensions();

    Stream<Segment> segments();

    Map<String, Member> byName();

    default String name() {
        return head().name();
    }
}
