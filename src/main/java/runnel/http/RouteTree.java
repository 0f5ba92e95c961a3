package runnel.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All routes by the segments of their patterns. A fixed segment goes before a parameter. Filled
 * once, then only read.
 */
final class RouteTree {
    private final Node root = new Node();
    private final List<Route> routes = new ArrayList<>();

    /** What answers a route, and the names of its parameters in the order of the path. */
    record Target(Route route, Handler handler, Routes group, List<String> names) {}

    /** A target together with what the path holds for its parameters. */
    record Match(Target target, List<String> values) {
        String param(String name) {
            var index = target.names.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "no parameter " + name + " in " + target.route.pattern());
            }
            return values.get(index);
        }
    }

    /** The methods that a path has. */
    record Found(Map<String, Target> targets, List<String> values) {
        Optional<Match> match(String method) {
            var target = targets.get(method);
            if (target == null && method.equals("HEAD")) {
                target = targets.get("GET");
            }
            return Optional.ofNullable(target).map(t -> new Match(t, values));
        }

        String allowed() {
            var head = targets.containsKey("GET") ? ", HEAD" : "";
            return String.join(", ", targets.keySet()) + head + ", OPTIONS";
        }
    }

    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private final Map<String, Target> targets = new TreeMap<>();
        private @Nullable Node any;

        /** Takes the whole rest of a path. */
        private @Nullable Node rest;
    }

    void add(Route route, Handler handler, Routes group) {
        var node = root;
        var names = new ArrayList<String>();
        for (var segment : segments(route.pattern())) {
            if (!segment.startsWith("{")) {
                node = node.fixed.computeIfAbsent(segment, name -> new Node());
            } else if (segment.endsWith("...}")) {
                names.add(segment.substring(1, segment.length() - 4));
                node = node.rest = node.rest == null ? new Node() : node.rest;
            } else {
                names.add(segment.substring(1, segment.length() - 1));
                node = node.any = node.any == null ? new Node() : node.any;
            }
        }
        if (node.targets.put(route.method(), new Target(route, handler, group, List.copyOf(names)))
                != null) {
            throw new IllegalArgumentException("two routes for " + route);
        }
        routes.add(route);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /**
     * @throws runnel.base.Problem for malformed escapes
     */
    Optional<Found> find(String path) {
        var segments =
                segments(path).stream()
                        .map(segment -> ZeroCharacter.refuse("/", Values.decode(segment, false)))
                        .toList();
        if (segments.contains("..") || segments.contains(".")) {
            return Optional.empty();
        }
        return Optional.ofNullable(find(root, segments, 0, List.of()));
    }

    private static @Nullable Found find(
            Node node, List<String> segments, int at, List<String> values) {
        if (at == segments.size()) {
            return node.targets.isEmpty() ? null : new Found(node.targets, values);
        }
        var segment = segments.get(at);
        var fixed = node.fixed.get(segment);
        var found = fixed == null ? null : find(fixed, segments, at + 1, values);
        if (found == null && node.any != null && !segment.isEmpty()) {
            found = find(node.any, segments, at + 1, plus(values, segment));
        }
        if (found == null && node.rest != null) {
            var rest = String.join("/", segments.subList(at, segments.size()));
            found = new Found(node.rest.targets, plus(values, rest));
        }
        return found;
    }

    private static List<String> plus(List<String> values, String value) {
        var more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }
}
