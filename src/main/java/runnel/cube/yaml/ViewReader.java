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
import runnel.cube.Format;
import runnel.cube.Label;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.Segment;
import runnel.cube.Titles;
import runnel.cube.View;

/** Reads one view. */
final class ViewReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "title",
                    "description",
                    "public",
                    "shown",
                    "meta",
                    "cubes",
                    "folders",
                    "access_policy",
                    "extends",
                    "hierarchies",
                    "default_filters");
    private static final List<String> CUBE_KEYS =
            List.of("join_path", "includes", "excludes", "prefix", "alias", "split");
    private static final List<String> INCLUDE_KEYS =
            List.of("name", "alias", "title", "description", "format", "meta");

    private final Map<String, Cube> cubes;
    private final Names names;
    private final Declaration declaration;
    private final Report report;
    private final Map<String, View.Alias> aliases = new LinkedHashMap<>();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Entity.Hierarchy> hierarchies = new ArrayList<>();

    ViewReader(Map<String, Cube> cubes, Names names, Declaration declaration, Report report) {
        this.cubes = cubes;
        this.names = names;
        this.declaration = declaration;
        this.report = report;
    }

    View read() {
        var fields = declaration.fields();
        fields.check(KEYS, report);
        if (fields.has("default_filters")) {
            report.notice(
                    fields.keyPlace("default_filters"),
                    "model-not-supported",
                    "default_filters",
                    fields.owner());
        }
        var line = names.line(declaration).reversed();
        if (line.stream().noneMatch(ancestor -> ancestor.fields().has("cubes"))) {
            report.error(fields.place(), "model-key-missing", "cubes", fields.owner());
        }
        for (var ancestor : line) {
            for (var item : ancestor.fields().items("cubes", "cube", report)) {
                item.check(CUBE_KEYS, report);
                include(item);
            }
        }
        var head =
                new Entity.Head(
                        declaration.name(),
                        Labels.read(fields, declaration.name(), report),
                        Labels.shown(fields, true, report),
                        new PolicyReader(declaration.name(), report).read(fields),
                        hierarchies,
                        folders(fields),
                        fields.place());
        return new View(head, new LinkedHashMap<>(aliases), members);
    }

    private void include(Fields item) {
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
        if (item.node("includes").filter(ViewReader::isStar).isPresent()) {
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
        members.put(name, named(member, new MemberName(declaration.name(), name), override));
    }

    /** The member as the view shows it: its own name and label, the cube's meaning. */
    private Member named(Member member, MemberName name, Optional<Fields> override) {
        var own = override.map(fields -> Labels.read(fields, name.member(), report));
        var title =
                own.filter(Label::written)
                        .map(Label::title)
                        .orElse(
                                member.label().written()
                                        ? member.label().title()
                                        : Titles.of(name.member()));
        var description =
                own.map(Label::description)
                        .filter(text -> !text.isEmpty())
                        .orElse(member.label().description());
        var meta =
                own.map(Label::meta)
                        .filter(node -> !node.isMissingNode())
                        .orElse(member.label().meta());
        var label = new Label(title, description, meta, true);
        var format = override.flatMap(fields -> fields.text("format", report)).map(Format::of);
        return switch (member) {
            case Segment s -> new Segment(name, label, true, s.sql(), s.place());
            case Measure m ->
                    new Measure(
                            name,
                            label,
                            true,
                            m.aggregate(),
                            m.formula(),
                            new Measure.Traits(
                                    format.orElse(m.traits().format()), m.traits().drillMembers()),
                            m.place());
            case Dimension d ->
                    new Dimension(
                            name,
                            label,
                            true,
                            d.type(),
                            d.body(),
                            new Dimension.Traits(
                                    d.traits().primaryKey(),
                                    format.orElse(d.traits().format()),
                                    d.traits().granularities(),
                                    d.traits().suggestValues()),
                            d.place());
        };
    }

    private List<Entity.Folder> folders(Fields fields) {
        var folders = new ArrayList<Entity.Folder>();
        for (var item : fields.items("folders", "folder", report)) {
            item.check(List.of("name", "includes"), report);
            var includes = new ArrayList<String>();
            for (var name : item.texts("includes", report)) {
                if (members.containsKey(name)) {
                    includes.add(declaration.name() + "." + name);
                } else if (!isDropped(name)) {
                    report.error(
                            item.place("includes"),
                            "model-view-member-unknown",
                            name,
                            declaration.name(),
                            declaration.name(),
                            Nearest.text(name, members.keySet()));
                }
            }
            item.required("name", report)
                    .ifPresent(name -> folders.add(new Entity.Folder(name, includes)));
        }
        return folders;
    }

    /** Whether a cube declares the member, which then was reported already. */
    private boolean isDropped(String name) {
        return names.cubes().stream().anyMatch(cube -> names.members(cube).containsKey(name));
    }
}
