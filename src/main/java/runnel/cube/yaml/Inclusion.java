package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.View;

/** Gathers the members that a view takes over from cubes, and under which names. */
final class Inclusion {
    private static final List<String> INCLUDE_KEYS =
            List.of("name", "alias", "title", "description", "format", "meta");

    private final Map<String, Cube> cubes;
    private final Names names;
    private final Declaration declaration;
    private final Report report;
    private final Map<String, View.Alias> aliases = new LinkedHashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Entity.Hierarchy> hierarchies = new ArrayList<>();

    Inclusion(Map<String, Cube> cubes, Names names, Declaration declaration, Report report) {
        this.cubes = cubes;
        this.names = names;
        this.declaration = declaration;
        this.report = report;
    }

    /** Where each member comes from. */
    Map<String, View.Alias> aliases() {
        return aliases;
    }

    Map<String, Member> members() {
        return members;
    }

    List<Entity.Hierarchy> hierarchies() {
        return hierarchies;
    }

    /** Takes over what an item of {@code cubes} names. */
    void include(Fields item) {
        var path = item.required("join_path", report);
        if (path.isEmpty()) {
            return;
        }
        var steps = Arrays.asList(path.get().split("\\."));
        for (var step : steps) {
            if (!cubes.containsKey(step)) {
                report.error(
                        item.place("join_path"),
                        "model-cube-unknown",
                        step,
                        item.owner(),
                        Nearest.text(step, cubes.keySet()));
                return;
            }
        }
        for (var i = 1; i < steps.size(); i++) {
            var to = steps.get(i);
            if (Objects.requireNonNull(cubes.get(steps.get(i - 1))).joins().stream()
                    .noneMatch(join -> join.to().equals(to))) {
                report.error(
                        item.place("join_path"),
                        "model-view-path",
                        steps.get(i - 1),
                        to,
                        path.get());
                return;
            }
        }
        var cube = Objects.requireNonNull(cubes.get(steps.getLast()));
        var prefix =
                item.flag("prefix", false, report)
                        ? item.text("alias", report).orElse(cube.name()) + "_"
                        : "";
        var excludes = new HashSet<>(item.texts("excludes", report));
        checkExcludes(item, cube, excludes);
        if (!item.has("includes")) {
            report.error(item.place(), "model-key-missing", "includes", item.owner());
        }
        if (item.node("includes").filter(Inclusion::isStar).isPresent()) {
            includeAll(cube, steps, prefix, excludes);
            return;
        }
        for (var node : item.nodes("includes", report)) {
            if (isStar(node)) {
                includeAll(cube, steps, prefix, excludes);
            } else {
                includeOne(item, node, cube, steps, prefix, excludes);
            }
        }
    }

    private void checkExcludes(Fields item, Cube cube, Set<String> excludes) {
        for (var name : excludes) {
            if (!name.equals("*") && !declared(cube).contains(name)) {
                report.error(
                        item.place("excludes"),
                        "model-view-member-unknown",
                        name,
                        declaration.name(),
                        cube.name(),
                        Nearest.text(name, declared(cube)));
            }
        }
    }

    private static boolean isStar(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("*");
    }

    /**
     * All members but those hidden on purpose; a primary key is hidden by default only, so it comes
     * along.
     */
    private void includeAll(Cube cube, List<String> path, String prefix, Set<String> excludes) {
        for (var member : cube.members().values()) {
            var key = member instanceof Dimension dimension && dimension.traits().primaryKey();
            if (!excludes.contains(member.name().member()) && (member.shown() || key)) {
                add(member, prefix + member.name().member(), path, Optional.empty());
            }
        }
        for (var hierarchy : cube.head().hierarchies()) {
            var levels =
                    hierarchy.levels().stream()
                            .map(level ->
                                    declaration.name()
                                            + "."
                                            + prefix
                                            + level.substring(level.indexOf('.') + 1))
                            .toList();
            var name = hierarchy.name().substring(hierarchy.name().indexOf('.') + 1);
            hierarchies.add(
                    new Entity.Hierarchy(
                            declaration.name() + "." + prefix + name,
                            hierarchy.title(),
                            hierarchy.shown(),
                            levels,
                            hierarchy.name()));
        }
    }

    private void includeOne(
            Fields item,
            Node node,
            Cube cube,
            List<String> path,
            String prefix,
            Set<String> excludes) {
        Optional<Fields> override = Optional.empty();
        var name = "";
        var alias = "";
        if (node instanceof ScalarNode scalar) {
            name = scalar.getValue();
            alias = name;
        } else if (node instanceof MappingNode mapping) {
            var fields = new Fields(item.file(), "include of " + item.owner(), mapping, report);
            fields.check(INCLUDE_KEYS, report);
            name = fields.required("name", report).orElse("");
            alias = fields.text("alias", report).orElse(name);
            override = Optional.of(fields);
        }
        var member = cube.member(name);
        if (member == null) {
            report.error(
                    Fields.place(item.file(), node),
                    "model-view-member-unknown",
                    name,
                    declaration.name(),
                    cube.name(),
                    Nearest.text(name, declared(cube)));
        } else if (!MemberName.isWord(prefix + alias)) {
            report.error(Fields.place(item.file(), node), "model-name", prefix + alias);
        } else if (!excludes.contains(name)) {
            add(member, prefix + alias, path, override);
        }
    }

    private Set<String> declared(Cube cube) {
        return names.members(cube.name()).keySet();
    }

    private void add(Member member, String name, List<String> path, Optional<Fields> override) {
        var alias = new View.Alias(member.name(), path);
        var before = aliases.putIfAbsent(name, alias);
        if (before != null) {
            if (!before.equals(alias)) {
                report.error(
                        declaration.fields().keyPlace("cubes"),
                        "model-view-member-duplicate",
                        name,
                        declaration.name(),
                        before.target(),
                        member.name());
            }
            return;
        }
        members.put(
                name,
                new Shown(report).of(member, new MemberName(declaration.name(), name), override));
    }
}
