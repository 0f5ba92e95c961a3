package runnel.cube.yaml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.cube.Cube;
import runnel.cube.Entity;
import runnel.cube.Label;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Segment;
import runnel.cube.Titles;

/** Reads one cube, with what it inherits. */
final class CubeReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "sql",
                    "sql_table",
                    "sql_alias",
                    "title",
                    "description",
                    "public",
                    "shown",
                    "meta",
                    "extends",
                    "data_source",
                    "refresh_key",
                    "rewrite_queries",
                    "joins",
                    "dimensions",
                    "measures",
                    "segments",
                    "pre_aggregations",
                    "hierarchies",
                    "access_policy");
    private static final List<String> SEGMENT_KEYS =
            List.of("name", "sql", "title", "description", "public", "shown", "meta");
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
        var joins = new JoinReader(names, declaration, references, report).read();
        notices();
        var source = source();
        return source == null
                ? Optional.empty()
                : Optional.of(new Cube(head(), source, members, joins));
    }

    private Entity.Head head() {
        var fields = declaration.fields();
        var titled = nearest("title");
        var described = nearest("description");
        var remarked = nearest("meta");
        var label =
                new Label(
                        declaration == titled
                                ? fields.text("title", report).orElse("")
                                : Titles.of(declaration.name()),
                        described == null
                                ? ""
                                : described.fields().text("description", report).orElse(""),
                        (remarked == null ? fields : remarked.fields()).json("meta"),
                        declaration == titled);
        var guarded = nearest("access_policy");
        var hierarchies = nearest("hierarchies");
        return new Entity.Head(
                declaration.name(),
                label,
                Labels.shown(fields, true, report),
                guarded == null
                        ? List.of()
                        : new PolicyReader(declaration.name(), report).read(guarded.fields()),
                hierarchies == null
                        ? List.of()
                        : new HierarchyReader(names, declaration, report)
                                .read(hierarchies.fields()),
                List.of(),
                fields.place());
    }

    private @Nullable Declaration nearest(String key) {
        return line.stream()
                .filter(ancestor -> ancestor.fields().has(key))
                .findFirst()
                .orElse(null);
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
        report.error(
                declaration.fields().keyPlace("name"), "model-source-missing", declaration.name());
        return null;
    }

    private LinkedHashMap<String, Member> members() {
        var members = new LinkedHashMap<String, Member>();
        names.members(declaration.name())
                .forEach((name, entry) -> {
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
            case DIMENSION ->
                    new DimensionReader(references, report).read(cube, name, entry.fields());
            case SEGMENT -> segment(new MemberName(cube, name), entry.fields());
        };
    }

    private @Nullable Segment segment(MemberName name, Fields fields) {
        fields.check(SEGMENT_KEYS, report);
        var sql = fields.required("sql", report);
        return sql.map(text ->
                        new Segment(
                                name,
                                Labels.read(fields, name.member(), report),
                                Labels.shown(fields, true, report),
                                references.resolve(text, fields.place("sql")),
                                fields.place()))
                .orElse(null);
    }

    private void notices() {
        var fields = declaration.fields();
        if (fields.has("pre_aggregations")) {
            report.notice(
                    fields.keyPlace("pre_aggregations"),
                    "model-pre-aggregations",
                    declaration.name());
        }
        for (var key : Arrays.asList("refresh_key", "rewrite_queries", "sql_alias")) {
            if (fields.has(key)) {
                report.notice(fields.keyPlace(key), "model-key-ignored", key, declaration.name());
            }
        }
        if (fields.text("data_source", report)
                .filter(name -> !name.equals("default"))
                .isPresent()) {
            report.notice(
                    fields.keyPlace("data_source"),
                    "model-key-ignored",
                    "data_source",
                    declaration.name());
        }
    }
}
