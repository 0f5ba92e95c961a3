package runnel.bi.model;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Measure;
import runnel.cube.Member;

/**
 * Names that a measure has from the column that it sums up: the average of "List Price" may be
 * called the average list price, whatever its own title says.
 */
final class Columns {
    private Columns() {}

    /**
     * @param own what the member is called by itself
     */
    static List<Set<String>> variants(
            Catalog catalog, Member member, List<Set<String>> own, Labels labels) {
        if (!(member instanceof Measure measure)
                || measure.formula().sql().isEmpty()
                || !measure.formula().filters().isEmpty()
                || measure.isRolling()
                || !(catalog.entity(measure.name().cube()).orElse(null) instanceof Cube cube)) {
            return own;
        }
        var aggregate = concept(measure);
        if (aggregate.isEmpty()) {
            return own;
        }
        var all = new LinkedHashSet<>(own);
        cube.dimensions()
                .filter(Member::shown)
                .filter(column ->
                        column.body() instanceof Dimension.Column body
                                && body.sql().equals(measure.formula().sql()))
                .forEach(column -> {
                    for (var name : labels.variants(column.name().member(), column.label())) {
                        var called = new HashSet<>(name);
                        called.add(aggregate.get());
                        all.add(called);
                    }
                });
        return List.copyOf(all);
    }

    private static Optional<String> concept(Measure measure) {
        return switch (measure.aggregate()) {
            case AVG -> Optional.of("avg");
            case MAX -> Optional.of("max");
            case MIN -> Optional.of("min");
            case SUM -> Optional.of("total");
            case COUNT_DISTINCT -> Optional.of("distinct");
            default -> Optional.empty();
        };
    }
}
