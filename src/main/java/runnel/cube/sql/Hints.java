package runnel.cube.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import runnel.cube.Catalog;
import runnel.cube.Dimension;
import runnel.cube.Expression;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.Segment;
import runnel.cube.Stage;

/**
 * Collects the cubes that members need, in the order in which they are met: the order decides the
 * root of the joins.
 */
final class Hints {
    private final Catalog catalog;
    private final Set<List<String>> hints = new LinkedHashSet<>();

    Hints(Catalog catalog) {
        this.catalog = catalog;
    }

    Hints add(List<? extends Selection.Picked<? extends Member>> members) {
        for (var picked : members) {
            if (!picked.path().isEmpty()) {
                hints.add(picked.path());
            }
            members(picked.member());
        }
        return this;
    }

    Hints addPaths(List<List<String>> paths) {
        paths.stream().filter(path -> !path.isEmpty()).forEach(hints::add);
        return this;
    }

    /** The cubes that a member's SQL refers to. */
    Hints addSql(Member member) {
        members(member);
        return this;
    }

    List<List<String>> paths() {
        return new ArrayList<>(hints);
    }

    private void members(Member member) {
        switch (member) {
            case Segment segment -> expression(segment.sql());
            case Measure measure -> {
                expression(measure.formula().sql());
                measure.formula().filters().forEach(this::expression);
                if (measure.formula().stage() instanceof Stage.Over over) {
                    over.order().forEach(sort -> expression(sort.sql()));
                }
            }
            case Dimension dimension -> body(dimension.body());
        }
    }

    private void body(Dimension.Body body) {
        switch (body) {
            case Dimension.Column column -> expression(column.sql());
            case Dimension.Geo geo -> {
                expression(geo.latitude());
                expression(geo.longitude());
            }
            case Dimension.Case cases -> {
                cases.branches()
                        .forEach(branch -> {
                            expression(branch.condition());
                            expression(branch.label().sql());
                        });
                cases.otherwise().forEach(label -> expression(label.sql()));
            }
            case Dimension.SubQuery sub -> {
                // It brings its own joins.
            }
        }
    }

    private void expression(Expression expression) {
        for (var piece : expression.pieces()) {
            switch (piece) {
                case Expression.Text text -> {
                    // Plain SQL names no cube.
                }
                case Expression.Alias alias -> hints.add(List.of(alias.cube()));
                case Expression.Member reference -> {
                    hints.add(List.of(reference.name().cube()));
                    members(catalog.member(reference.name()));
                }
            }
        }
    }
}
