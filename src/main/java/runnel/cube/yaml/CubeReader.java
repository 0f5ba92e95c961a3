package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.cube.Cube;
import runnel.cube.Entity;
import runnel.cube.Expression;
import runnel.cube.Join;
import runnel.cube.Label;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.Segment;
import runnel.cube.Titles;

/** Reads one cube, with what it inherits. */
final class CubeReader {
    private static final List<String> KEYS = List.of(
            "name", "sql", "sql_table", "sql_alias", "title", "description", "public", "shown", "meta", "extends",
            "data_source", "refresh_key", "rewrite_queries", "joins", "dimensions", "measures", "segments",
            "pre_aggregations", "hierarchies", "access_policy");
    private static final List<String> SEGMENT_KEYS =
            List.of("name", "sql", "title", "description", "public", "shown", "meta");
    private static final Map<String, Join.Relationship> RELATIONSHIPS = Map.of(
            "one_to_one", Join.Relationship.ONE_TO_ONE,
            "has_one", Join.Relationship.ONE_TO_ONE,
            "one_to_many", Join.Relationship.ONE_TO_MANY,
            "has_many", Join.Relationship.ONE_TO_MANY,
            "many_to_one", Join.Relationship.MANY_TO_ONE,
            "belongs_to", Join.Relationship.MANY_TO_ONE);

    private final Names names;
    private final Declaration declaration;
    private final List<Declaration> line;
    private final Report report;
    private final References references;

    CubeReader(Names names, Declaration declaration, Report report) {
        this.names = names;
        this.declaration = declaration;
        this.line = names.line(declaration);
        this.report = report;
        this.references = new References(names, declaration.name(), report);
    }

    /** The cube; empty after a report where it has no source of rows. */
    Optional<Cube> read() {
        declaration.fields().check(KEYS, report);
        var members = members();
        var joins = joins();
        notices();
        var source = source();
        return source == null ? Optional.empty() : Optional.of(new Cube(head(), source, members, joins));
    }

    private Entity.Head head() {
        var fields = declaration.fields();
        var titled = nearest("title");
        var described = nearest("description");
        var remarked = nearest("meta");
        var label = new Label(
                declaration == titled ? fields.text("title", report).orElse("") : Titles.of(declaration.name()),
                described == null ? "" : described.fields().text("description", report).orElse(""),
                (remarked == null ? fields : remarked.fields()).json("meta"),
                declaration == titled);
        var guarded = nearest("access_policy");
        var hierarchies = nearest("hierarchies");
        return new Entity.Head(
                declaration.name(),
                label,
                Labels.shown(fields, true, report),
                guarded == null ? List.of() : new PolicyReader(declaration.name(), report).read(guarded.fields()),
                hierarchies == null ? List.of() : hierarchies(hierarchies.fields()),
                List.of(),
                fields.place());
    }

    private @Nullable Declaration nearest(String key) {
        return line.stream().filter(ancestor -> ancestor.fields().has(key)).findFirst().orElse(null);
    }

    private Cube.@Nullable Source source() {
        for (var ancestor : line) {
            var fields = ancestor.fields();
            if (fields.has("sql") && fields.has("sql_table")) {
                report.error(fields.keyPlace("sql_table"), "model-source-both", declaration.name());
            }
            var table = fields.text("sql_table", report).filter(text -> !text.isBlank());
            if (table.isPresent()) {
                return new Cube.Table(references.resolve(table.get(), fields.place("sql_table")));
            }
            var sql = fields.text("sql", report).filter(text -> !text.isBlank());
            if (sql.isPresent()) {
                var text = sql.get().strip().replaceAll(";+$", "");
                return new Cube.Select(references.resolve(text, fields.place("sql")));
            }
        }
        report.error(declaration.fields().keyPlace("name"), "model-source-missing", declaration.name());
        return null;
    }

    private LinkedHashMap<String, Member> members() {
        var members = new LinkedHashMap<String, Member>();
        names.members(declaration.name()).forEach((name, entry) -> {
            var member = member(name, entry);
            if (member != null) {
                members.put(name, member);
            }
        });
        return members;
    }

    private @Nullable Member member(String name, Declaration.Entry entry) {
        var cube = declaration.name();
        return switch (entry.sort()) {
            case MEASURE -> new MeasureReader(references, report).read(cube, name, entry.fields());
            case DIMENSION -> new DimensionReader(references, report).read(cube, name, entry.fields());
            case SEGMENT -> segment(new MemberName(cube, name), entry.fields());
        };
    }

    private @Nullable Segment segment(MemberName name, Fields fields) {
        fields.check(SEGMENT_KEYS, report);
        var sql = fields.required("sql", report);
        return sql.map(text -> new Segment(
                        name,
                        Labels.read(fields, name.member(), report),
                        Labels.shown(fields, true, report),
                        references.resolve(text, fields.place("sql")),
                        fields.place()))
                .orElse(null);
    }

    /** Own joins first, then inherited ones to other cubes. */
    private List<Join> joins() {
        var joins = new LinkedHashMap<String, Join>();
        for (var ancestor : line) {
            for (var item : ancestor.fields().items("joins", "join", report)) {
                item.check(List.of("name", "relationship", "type", "sql"), report);
                join(item).ifPresent(join -> joins.putIfAbsent(join.to(), join));
            }
        }
        return new ArrayList<>(joins.values());
    }

    private Optional<Join> join(Fields item) {
        var to = item.required("name", report);
        var word = item.has("type") ? item.text("type", report) : item.required("relationship", report);
        var sql = item.required("sql", report);
        if (to.isPresent() && !names.isCube(to.get())) {
            report.error(
                    item.place("name"), "model-cube-unknown", to.get(), item.owner(),
                    Nearest.text(to.get(), names.cubes()));
            return Optional.empty();
        }
        var relationship = word.map(text -> RELATIONSHIPS.get(snake(text)));
        if (word.isPresent() && relationship.isEmpty()) {
            var allowed = List.of("one_to_one", "one_to_many", "many_to_one");
            report.error(
                    item.place("relationship"), "model-value", "relationship", word.get(), item.owner(),
                    String.join(", ", allowed), Nearest.text(word.get(), allowed));
        }
        if (to.isEmpty() || relationship.isEmpty() || sql.isEmpty()) {
            return Optional.empty();
        }
        var on = references.resolve(sql.get(), item.place("sql"));
        checkEnds(item, to.get(), on);
        return Optional.of(new Join(declaration.name(), to.get(), relationship.get(), on, item.place()));
    }

    private void checkEnds(Fields item, String to, Expression on) {
        for (var piece : on.pieces()) {
            var cube = switch (piece) {
                case Expression.Alias alias -> alias.cube();
                case Expression.Member member -> member.name().cube();
                case Expression.Text text -> to;
            };
            if (!cube.equals(to) && !cube.equals(declaration.name())) {
                report.error(item.place("sql"), "model-join-third", cube, declaration.name(), to);
            }
        }
    }

    private static String snake(String text) {
        return text.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private List<Entity.Hierarchy> hierarchies(Fields fields) {
        var all = new ArrayList<Entity.Hierarchy>();
        for (var item : fields.items("hierarchies", "hierarchy", report)) {
            item.check(List.of("name", "title", "public", "levels"), report);
            item.required("name", report).ifPresent(name -> all.add(new Entity.Hierarchy(
                    declaration.name() + "." + name,
                    item.text("title", report).orElseGet(() -> Titles.of(name)),
                    Labels.shown(item, true, report),
                    levels(item),
                    "")));
        }
        return all;
    }

    private List<String> levels(Fields item) {
        var levels = new ArrayList<String>();
        for (var level : item.texts("levels", report)) {
            var name = level.replaceAll("[{}]", "");
            var full = name.contains(".") ? name.replaceFirst("^CUBE\\.", declaration.name() + ".") : declaration.name() + "." + name;
            var dot = full.indexOf('.');
            var known = names.members(full.substring(0, dot));
            if (known.containsKey(full.substring(dot + 1))) {
                levels.add(full);
            } else {
                report.error(
                        item.place("levels"), "model-reference-unknown", level, declaration.name(),
                        Nearest.text(level, known.keySet()));
            }
        }
        return levels;
    }

    private void notices() {
        var fields = declaration.fields();
        if (fields.has("pre_aggregations")) {
            report.notice(fields.keyPlace("pre_aggregations"), "model-pre-aggregations", declaration.name());
        }
        for (var key : Arrays.asList("refresh_key", "rewrite_queries", "sql_alias")) {
            if (fields.has(key)) {
                report.notice(fields.keyPlace(key), "model-key-ignored", key, declaration.name());
            }
        }
        if (fields.text("data_source", report).filter(name -> !name.equals("default")).isPresent()) {
            report.notice(fields.keyPlace("data_source"), "model-key-ignored", "data_source", declaration.name());
        }
    }
}
