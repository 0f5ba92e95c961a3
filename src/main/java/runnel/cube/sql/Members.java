package runnel.cube.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import runnel.cube.Aggregate;
import runnel.cube.Catalog;
import runnel.cube.Dimension;
import runnel.cube.Expression;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Segment;
import runnel.cube.Stage;

/** Collects all members of cubes that a statement uses, those included that others refer to. */
public final class Members {
    private final Catalog catalog;

    public Members(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Names in the order of their first use. */
    List<String> of(Selection selection) {
        var names = new LinkedHashSet<MemberName>();
        selection.members().forEach(picked -> collect(picked.member(), names));
        return names.stream().map(MemberName::toString).toList();
    }

    /** A member and all it refers to; a plain count refers to its cube's primary key. */
    public Set<MemberName> closure(Member member) {
        var names = new LinkedHashSet<MemberName>();
        collect(member, names);
        return names;
    }

    private void collect(Member member, Set<MemberName> names) {
        if (!names.add(member.name())) {
            return;
        }
        switch (member) {
            case Segment segment -> expression(segment.sql(), names);
            case Measure measure -> {
                expression(measure.formula().sql(), names);
                measure.formula().filters().forEach(filter -> expression(filter, names));
                if (measure.formula().stage() instanceof Stage.Over over) {
                    over.order().forEach(sort -> expression(sort.sql(), names));
                }
                if (measure.formula().sql().isEmpty() && measure.aggregate() == Aggregate.COUNT) {
                    catalog.cube(measure.name().cube())
                            .primaryKey()
                            .forEach(key -> names.add(key.name()));
                }
            }
            case Dimension dimension -> body(dimension.body(), names);
        }
    }

    private void body(Dimension.Body body, Set<MemberName> names) {
        switch (body) {
            case Dimension.Column column -> expression(column.sql(), names);
            case Dimension.SubQuery sub -> expression(sub.sql(), names);
            case Dimension.Geo geo -> {
                expression(geo.latitude(), names);
                expression(geo.longitude(), names);
            }
            case Dimension.Case cases -> {
                cases.branches()
                        .forEach(branch -> {
                            expression(branch.condition(), names);
                            expression(branch.label().sql(), names);
                        });
                cases.otherwise().forEach(label -> expression(label.sql(), names));
            }
        }
    }

    private void expression(Expression expression, Set<MemberName> names) {
        for (var piece : expression.pieces()) {
            if (piece instanceof Expression.Member reference) {
                collect(catalog.member(reference.name()), names);
            }
        }
    }
}
