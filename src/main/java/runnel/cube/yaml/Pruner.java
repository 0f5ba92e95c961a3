package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Expression;
import runnel.cube.Join;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Segment;
import runnel.cube.Stage;

/**
 * Takes out what cannot work because something it needs is missing or needs it in turn, so that the
 * rest can serve.
 */
final class Pruner {
    private final Map<String, Cube> cubes;
    private final Report report;
    private final Map<MemberName, Boolean> done = new HashMap<>();

    Pruner(Map<String, Cube> cubes, Report report) {
        this.cubes = new LinkedHashMap<>(cubes);
        this.report = report;
    }

    Map<String, Cube> prune() {
        breakCycles();
        while (dropOrphans()) {
            // What was dropped may have left others without what they need.
        }
        cubes.replaceAll((name, cube) -> withWorkingJoins(cube));
        return cubes;
    }

    private void breakCycles() {
        var circular = new ArrayList<MemberName>();
        for (var cube : cubes.values()) {
            for (var member : cube.members().values()) {
                follow(member.name(), new ArrayList<>(), circular);
            }
        }
        circular.forEach(this::remove);
    }

    private @Nullable Member member(MemberName name) {
        var cube = cubes.get(name.cube());
        return cube == null ? null : cube.member(name.member());
    }

    private void follow(MemberName name, List<MemberName> path, List<MemberName> circular) {
        var start = path.indexOf(name);
        if (start >= 0) {
            var cycle = new ArrayList<>(path.subList(start, path.size()));
            cycle.add(name);
            var member = member(name);
            if (member != null) {
                var text = String.join(" → ", cycle.stream().map(MemberName::toString).toList());
                report.error(member.place(), "model-circular", text, name);
            }
            circular.addAll(cycle);
            return;
        }
        var cube = cubes.get(name.cube());
        var member = cube == null ? null : cube.member(name.member());
        if (member == null || done.containsKey(name)) {
            return;
        }
        path.add(name);
        needs(member).forEach(next -> follow(next, path, circular));
        path.removeLast();
        done.put(name, true);
    }

    private boolean dropOrphans() {
        var dropped = false;
        for (var cube : List.copyOf(cubes.values())) {
            for (var member : List.copyOf(cube.members().values())) {
                var missing =
                        expressions(member)
                                .flatMap(expression -> expression.pieces().stream())
                                .filter(this::isMissing)
                                .findFirst();
                if (missing.isEmpty() && asksNothing(member)) {
                    report.error(member.place(), "model-sub-query", member.name());
                    remove(member.name());
                    dropped = true;
                } else if (missing.isPresent()) {
                    report.notice(
                            member.place(),
                            "model-member-dropped",
                            member.name(),
                            describe(missing.get()));
                    remove(member.name());
                    dropped = true;
                }
            }
        }
        return dropped;
    }

    /** Whether a sub-query dimension refers to no measure, so that there is nothing to compute. */
    private boolean asksNothing(Member member) {
        return member instanceof Dimension dimension
                && dimension.isSubQuery()
                && needs(dimension).stream().noneMatch(name -> member(name) instanceof Measure);
    }

    private boolean isMissing(Expression.Piece piece) {
        return switch (piece) {
            case Expression.Text text ->
                    text.sql().startsWith("{")
                            && text.sql().matches("\\{[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)?}");
            case Expression.Alias alias -> !cubes.containsKey(alias.cube());
            case Expression.Member member -> {
                var cube = cubes.get(member.name().cube());
                yield cube == null || cube.member(member.name().member()) == null;
            }
        };
    }

    private static String describe(Expression.Piece piece) {
        return switch (piece) {
            case Expression.Text text -> text.sql();
            case Expression.Alias alias -> alias.cube();
            case Expression.Member member -> member.name().toString();
        };
    }

    private void remove(MemberName name) {
        var cube = cubes.get(name.cube());
        if (cube != null) {
            var members = new LinkedHashMap<>(cube.members());
            members.remove(name.member());
            cubes.put(cube.name(), new Cube(cube.head(), cube.source(), members, cube.joins()));
        }
    }

    private Cube withWorkingJoins(Cube cube) {
        var joins = new ArrayList<Join>();
        for (var join : cube.joins()) {
            if (!cubes.containsKey(join.to())
                    || join.on().pieces().stream().anyMatch(this::isMissing)) {
                report.notice(join.place(), "model-join-dropped", join.from(), join.to());
            } else if (keyed(cube, join) && keyed(cubes.get(join.to()), join)) {
                joins.add(join);
            }
        }
        return new Cube(cube.head(), cube.source(), cube.members(), joins);
    }

    /** Without a primary key nothing can be counted once where a join repeats rows. */
    private boolean keyed(Cube cube, Join join) {
        var counts =
                cube.measures()
                        .anyMatch(measure ->
                                switch (measure.aggregate()) {
                                    case SUM, AVG, COUNT, NUMBER -> true;
                                    default -> false;
                                });
        if (counts && cube.primaryKey().isEmpty()) {
            report.error(join.place(), "model-primary-key", cube.name(), join.from(), join.to());
            return false;
        }
        return true;
    }

    /** The members that a member's SQL refers to. */
    static Set<MemberName> needs(Member member) {
        var needs = new java.util.LinkedHashSet<MemberName>();
        expressions(member)
                .forEach(expression ->
                        expression
                                .pieces()
                                .forEach(piece -> {
                                    if (piece instanceof Expression.Member reference) {
                                        needs.add(reference.name());
                                    }
                                }));
        return needs;
    }

    private static Stream<Expression> expressions(Member member) {
        return switch (member) {
            case Segment segment -> Stream.of(segment.sql());
            case Measure measure ->
                    Stream.concat(
                            Stream.concat(
                                    Stream.of(measure.formula().sql()),
                                    measure.formula().filters().stream()),
                            measure.formula().stage() instanceof Stage.Over over
                                    ? over.order().stream().map(Stage.Sort::sql)
                                    : Stream.empty());
            case Dimension dimension ->
                    switch (dimension.body()) {
                        case Dimension.Column column -> Stream.of(column.sql());
                        case Dimension.SubQuery sub -> Stream.of(sub.sql());
                        case Dimension.Geo geo -> Stream.of(geo.latitude(), geo.longitude());
                        case Dimension.Case cases ->
                                Stream.concat(
                                        cases.branches().stream()
                                                .flatMap(when ->
                                                        Stream.of(
                                                                when.condition(),
                                                                when.label().sql())),
                                        cases.otherwise().stream().map(Dimension.Result::sql));
                    };
        };
    }
}
