package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import runnel.cube.Expression;
import runnel.cube.Join;
import runnel.cube.Nearest;

/** Reads the joins of a cube. */
record JoinReader(Names names, Declaration declaration, References references, Report report) {
    private static final Map<String, Join.Relationship> RELATIONSHIPS =
            Map.of(
                    "one_to_one", Join.Relationship.ONE_TO_ONE,
                    "has_one", Join.Relationship.ONE_TO_ONE,
                    "one_to_many", Join.Relationship.ONE_TO_MANY,
                    "has_many", Join.Relationship.ONE_TO_MANY,
                    "many_to_one", Join.Relationship.MANY_TO_ONE,
                    "belongs_to", Join.Relationship.MANY_TO_ONE);

    /** Own joins first, then inherited ones to other cubes. */
    List<Join> read() {
        var joins = new LinkedHashMap<String, Join>();
        for (var ancestor : names.line(declaration)) {
            for (var item : ancestor.fields().items("joins", "join", report)) {
                item.check(List.of("name", "relationship", "type", "sql"), report);
                join(item).ifPresent(join -> joins.putIfAbsent(join.to(), join));
            }
        }
        return new ArrayList<>(joins.values());
    }

    private Optional<Join> join(Fields item) {
        var to = item.required("name", report);
        var word =
                item.has("type")
                        ? item.text("type", report)
                        : item.required("relationship", report);
        var sql = item.required("sql", report);
        if (to.isPresent() && !names.isCube(to.get())) {
            report.error(
                    item.place("name"),
                    "model-cube-unknown",
                    to.get(),
                    item.owner(),
                    Nearest.text(to.get(), names.cubes()));
            return Optional.empty();
        }
        var relationship = word.map(text -> RELATIONSHIPS.get(snake(text)));
        if (word.isPresent() && relationship.isEmpty()) {
            var allowed = List.of("one_to_one", "one_to_many", "many_to_one");
            report.error(
                    item.place("relationship"),
                    "model-value",
                    "relationship",
                    word.get(),
                    item.owner(),
                    String.join(", ", allowed),
                    Nearest.text(word.get(), allowed));
        }
        if (to.isEmpty() || relationship.isEmpty() || sql.isEmpty()) {
            return Optional.empty();
        }
        var on = references.resolve(sql.get(), item.place("sql"));
        checkEnds(item, to.get(), on);
        return Optional.of(
                new Join(declaration.name(), to.get(), relationship.get(), on, item.place()));
    }

    private void checkEnds(Fields item, String to, Expression on) {
        for (var piece : on.pieces()) {
            var cube =
                    switch (piece) {
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
}
