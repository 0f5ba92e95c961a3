package runnel.bi.author;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import runnel.base.Problem;
import runnel.cube.Nearest;
import runnel.cube.Operator;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;

/** Holds a query that a model has written against the data model. */
final class QueryCheck {
    private final Known known;
    private final Analytics analytics;
    private final SecurityContext viewer;

    QueryCheck(Known known, Analytics analytics, SecurityContext viewer) {
        this.known = known;
        this.analytics = analytics;
        this.viewer = viewer;
    }

    /** What is wrong with it, each in words for the model; nothing where it can be asked. */
    List<String> complaints(ObjectNode query) {
        var found = new LinkedHashSet<String>();
        query.path("measures").forEach(name -> member(name, "measure", found));
        query.path("dimensions").forEach(name -> member(name, "dimension", found));
        query.path("segments").forEach(name -> member(name, "segment", found));
        for (var time : query.path("timeDimensions")) {
            member(time.path("dimension"), "dimension", found);
        }
        filters(query.path("filters"), found);
        if (found.isEmpty()) {
            refusal(query).ifPresent(found::add);
        }
        return new ArrayList<>(found);
    }

    private void filters(JsonNode filters, LinkedHashSet<String> found) {
        for (var filter : filters) {
            filters(filter.path("and"), found);
            filters(filter.path("or"), found);
            var member = filter.has("member") ? filter.path("member") : filter.path("dimension");
            if (!member.isMissingNode()) {
                member(member, "member", found);
            }
            var operator = filter.path("operator").asText();
            if (!operator.isEmpty()
                    && Arrays.stream(Operator.values()).noneMatch(o -> o.word().equals(operator))) {
                var words = Arrays.stream(Operator.values()).map(Operator::word).toList();
                found.add(
                        "There is no operator \"%s\". Nearest: %s."
                                .formatted(operator, Nearest.text(operator, words)));
            }
        }
    }

    private void member(JsonNode node, String kind, LinkedHashSet<String> found) {
        var name = node.asText();
        var names = new ArrayList<String>();
        if (kind.equals("member")) {
            names.addAll(known.measures().keySet());
            names.addAll(known.dimensions().keySet());
        } else {
            names.addAll(known.names(kind));
        }
        if (!names.contains(plain(name, kind))) {
            found.add(
                    "There is no %s \"%s\". Nearest: %s."
                            .formatted(kind, name, Nearest.text(name, names)));
        }
    }

    /** A dimension may carry its granularity: {@code orders.created_at.month}. */
    private String plain(String name, String kind) {
        var last = name.lastIndexOf('.');
        return kind.equals("dimension") && name.indexOf('.') != last && last > 0
                ? name.substring(0, last)
                : name;
    }

    /** What the semantic layer itself has against it: a missing path, a wrong date, a wrong key. */
    private Optional<String> refusal(ObjectNode query) {
        try {
            analytics.dryRun(query, viewer);
            return Optional.empty();
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.UPSTREAM || e.kind() == Problem.Kind.UNAVAILABLE) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
