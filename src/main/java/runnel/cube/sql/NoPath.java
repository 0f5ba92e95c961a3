package runnel.cube.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.View;

/** Says why cubes cannot be joined, and which view could answer instead. */
final class NoPath {
    private final Catalog catalog;
    private final JoinGraph graph;

    NoPath(Catalog catalog, JoinGraph graph) {
        this.catalog = catalog;
        this.graph = graph;
    }

    Problem problem(List<List<String>> hints, List<Selection.Picked<? extends Member>> members) {
        var cubes = new LinkedHashSet<String>();
        hints.forEach(hint -> cubes.add(hint.getLast()));
        var names = cubes.stream().map(cube -> "'" + cube + "'").collect(Collectors.joining(", "));
        var view = view(members);
        if (view.isPresent()) {
            return new Problem(Problem.Kind.INVALID, "cube-no-path-view", names, view.get());
        }
        var middle = middle(cubes);
        return middle.isPresent()
                ? new Problem(Problem.Kind.INVALID, "cube-no-path-middle", names, middle.get())
                : new Problem(Problem.Kind.INVALID, "cube-no-path", names);
    }

    /** The members of the first view that has all of them. */
    private Optional<String> view(List<Selection.Picked<? extends Member>> members) {
        var targets = new LinkedHashSet<MemberName>();
        members.forEach(picked -> targets.add(picked.member().name()));
        for (var view : catalog.views()) {
            var found = view.head().shown() ? names(view, targets) : List.<String>of();
            if (!found.isEmpty() && found.size() == targets.size()) {
                return Optional.of(String.join(", ", found));
            }
        }
        return Optional.empty();
    }

    private static List<String> names(View view, LinkedHashSet<MemberName> targets) {
        var byTarget = new LinkedHashMap<MemberName, String>();
        view.aliases().forEach((name, alias) -> byTarget.putIfAbsent(alias.target(), view.name() + "." + name));
        var names = new ArrayList<String>();
        targets.forEach(target -> Optional.ofNullable(byTarget.get(target)).ifPresent(names::add));
        return names;
    }

    /** A cube that was not named but reaches all that were. */
    private Optional<String> middle(LinkedHashSet<String> cubes) {
        return catalog.cubes().stream()
                .filter(cube -> cube.head().shown())
                .map(cube -> cube.name())
                .filter(root -> cubes.stream().allMatch(cube -> graph.path(root, cube).isPresent()))
                .findFirst();
    }
}
