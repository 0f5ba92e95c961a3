package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Filter;
import runnel.cube.Granularity;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.Operator;
import runnel.cube.Query;
import runnel.cube.Segment;
import runnel.cube.TimeDimension;
import runnel.cube.ValueType;
import runnel.cube.View;

/** Finds the members that a query names. */
final class Resolver {
    private final Catalog catalog;

    Resolver(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @throws Problem naming the member that is unknown, hidden or used as what it is not */
    Selection resolve(Query query) {
        var groups = new ArrayList<Selection.Group>();
        for (var name : query.dimensions()) {
            groups.add(new Selection.Group(pick(name, Dimension.class, "dimension"), "", Optional.empty(), Optional.empty()));
        }
        var ranges = new ArrayList<Selection.Range>();
        for (var time : query.timeDimensions()) {
            time(time, groups, ranges);
        }
        var measures = new ArrayList<Selection.Picked<Measure>>();
        query.measures().forEach(name -> measures.add(pick(name, Measure.class, "measure")));
        groups.forEach(group -> demandShown(group.picked()));
        measures.forEach(this::demandShown);
        var where = new ArrayList<Selection.Test>();
        var having = new ArrayList<Selection.Test>();
        for (var name : query.segments()) {
            where.add(new Selection.InSegment(pick(name, Segment.class, "segment")));
        }
        for (var filter : query.filters()) {
            (isOnMeasures(filter) ? having : where).add(test(filter));
        }
        return new Selection(groups, measures, ranges, where, having);
    }

    private void time(TimeDimension time, List<Selection.Group> groups, List<Selection.Range> ranges) {
        var picked = pick(time.dimension(), Dimension.class, "dimension");
        if (picked.member().type() != ValueType.TIME) {
            throw new Problem(Problem.Kind.INVALID, "cube-not-time", time.dimension());
        }
        if (time.isGrouped()) {
            var grain = granularity(picked.member(), time);
            groups.add(new Selection.Group(picked, time.granularity(), Optional.of(grain), time.range()));
        }
        time.range().ifPresent(range -> ranges.add(new Selection.Range(picked, range)));
    }

    private static Granularity granularity(Dimension dimension, TimeDimension time) {
        var own = dimension.traits().granularities();
        var found = Optional.ofNullable(own.get(time.granularity()));
        if (found.isPresent()) {
            return found.get();
        }
        return Granularity.Standard.of(time.granularity()).map(Granularity.class::cast).orElseThrow(() -> {
            var known = new ArrayList<>(Granularity.STANDARD);
            known.addAll(own.keySet());
            return new Problem(
                    Problem.Kind.INVALID, "cube-granularity", time.granularity(), time.dimension(), String.join(", ", known));
        });
    }

    private <M extends Member> Selection.Picked<M> pick(String path, Class<M> type, String word) {
        var picked = pick(path);
        if (!type.isInstance(picked.member())) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-kind", path, word, picked.member().kind());
        }
        return new Selection.Picked<>(picked.asked(), type.cast(picked.member()), picked.path());
    }

    /** Any member by its full name. */
    Selection.Picked<Member> pick(String path) {
        if (!MemberName.isPath(path)) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-name", path);
        }
        var name = MemberName.of(path);
        var entity = catalog.entity(name.cube())
                .orElseThrow(() -> new Problem(
                        Problem.Kind.INVALID, "cube-unknown", name.cube(), path,
                        Nearest.text(name.cube(), catalog.entities().stream()
                                .filter(known -> known.head().shown() && known.head().policies().isEmpty())
                                .map(Entity::name)
                                .toList())));
        if (!entity.byName().containsKey(name.member())) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-unknown", name.member(), path, nearest(name));
        }
        return switch (entity) {
            case Cube cube -> new Selection.Picked<>(name, catalog.member(name), List.of(cube.name()));
            case View view -> {
                var alias = java.util.Objects.requireNonNull(view.aliases().get(name.member()));
                yield new Selection.Picked<>(name, catalog.member(alias.target()), alias.path());
            }
        };
    }

    private String nearest(MemberName name) {
        var shown = catalog.entities().stream()
                .filter(entity -> entity.head().shown() && entity.head().policies().isEmpty())
                .flatMap(entity -> entity.byName().values().stream()
                        .filter(Member::shown)
                        .map(member -> entity.name() + "." + member.name().member()))
                .toList();
        return Nearest.text(name.toString(), shown);
    }

    private void demandShown(Selection.Picked<? extends Member> picked) {
        var entity = catalog.entity(picked.asked().cube()).orElseThrow();
        var member = java.util.Objects.requireNonNull(entity.byName().get(picked.asked().member()));
        if (!entity.head().shown() || !member.shown()) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-hidden", picked.asked().alias(), picked.asked());
        }
    }

    private boolean isOnMeasures(Filter filter) {
        return switch (filter) {
            case Filter.Comparison comparison -> comparison.operator() != Operator.MEASURE_FILTER
                    && pick(comparison.member()).member() instanceof Measure;
            case Filter.Dates dates -> pick(dates.member()).member() instanceof Measure;
            case Filter.Group group -> {
                var measures = group.parts().stream().filter(this::isOnMeasures).count();
                if (measures > 0 && measures < group.parts().size()) {
                    throw new Problem(Problem.Kind.INVALID, "cube-filter-mixed", group.source());
                }
                yield measures > 0;
            }
        };
    }

    private Selection.Test test(Filter filter) {
        return switch (filter) {
            case Filter.Group group -> new Selection.All(group.any(), group.parts().stream().map(this::test).toList());
            case Filter.Comparison comparison -> {
                var picked = pick(comparison.member());
                TestRules.check(comparison, picked.member());
                yield new Selection.Comparison(picked, comparison.operator(), comparison.values());
            }
            case Filter.Dates dates -> {
                var picked = pick(dates.member());
                TestRules.check(dates, picked.member());
                yield new Selection.Dated(picked, dates.operator(), dates.range());
            }
        };
    }
}
