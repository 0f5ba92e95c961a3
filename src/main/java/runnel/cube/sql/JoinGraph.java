package runnel.cube.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.cube.Catalog;
import runnel.cube.Join;

/** All joins of a model, directed as declared. Immutable. */
final class JoinGraph {
    private final Map<String, List<Join>> from = new HashMap<>();

    JoinGraph(Catalog catalog) {
        for (var cube : catalog.cubes()) {
            from.put(cube.name(), cube.joins());
        }
    }

    /**
     * The smallest tree that holds all the cubes, rooted at one of them; the first named one where several are equal.
     *
     * @param hints cubes, or paths of cubes whose steps must be followed; the first of a path may be the root
     * @return empty where no cube reaches all others
     */
    Optional<JoinTree> tree(List<List<String>> hints) {
        Optional<JoinTree> best = Optional.empty();
        for (var root : new LinkedHashSet<>(hints)) {
            var tree = rooted(root, hints);
            if (tree.isPresent() && (best.isEmpty() || tree.get().joins().size() < best.get().joins().size())) {
                best = tree;
            }
        }
        return best;
    }

    private Optional<JoinTree> rooted(List<String> root, List<List<String>> hints) {
        var joins = new LinkedHashSet<Join>();
        var joined = new HashSet<String>();
        joined.add(root.getFirst());
        var ordered = new ArrayList<List<String>>();
        ordered.add(root.subList(1, root.size()));
        hints.stream().filter(hint -> !hint.equals(root)).forEach(ordered::add);
        for (var hint : ordered) {
            var at = root.getFirst();
            for (var cube : hint) {
                if (joined.add(cube)) {
                    var path = path(at, cube);
                    if (path.isEmpty()) {
                        return Optional.empty();
                    }
                    joins.addAll(path.get());
                    path.get().forEach(join -> joined.add(join.to()));
                }
                at = cube;
            }
        }
        return Optional.of(new JoinTree(root.getFirst(), once(joins)));
    }

    /** Of several ways into one cube only the first is taken, as one statement has each cube once. */
    private static List<Join> once(LinkedHashSet<Join> joins) {
        var reached = new HashSet<String>();
        return joins.stream().filter(join -> reached.add(join.to())).toList();
    }

    /** The shortest way, the joins declared first where several are equally short. */
    Optional<List<Join>> path(String start, String end) {
        var came = new HashMap<String, Join>();
        var open = new ArrayDeque<String>(List.of(start));
        while (!open.isEmpty()) {
            var cube = open.poll();
            if (cube.equals(end)) {
                return Optional.of(trace(start, end, came));
            }
            for (var join : from.getOrDefault(cube, List.of())) {
                if (!join.to().equals(start) && came.putIfAbsent(join.to(), join) == null) {
                    open.add(join.to());
                }
            }
        }
        return Optional.empty();
    }

    private static List<Join> trace(String start, String end, Map<String, Join> came) {
        var path = new ArrayDeque<Join>();
        for (var at = end; !at.equals(start); ) {
            var join = java.util.Objects.requireNonNull(came.get(at));
            path.addFirst(join);
            at = join.from();
        }
        return List.copyOf(path);
    }
}
