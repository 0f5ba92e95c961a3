package runnel.bi.question;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import runnel.base.Json;
import runnel.bi.time.Period;

/** Writes drafts as Cube's JSON queries. */
public final class QueryJson {
    private QueryJson() {}

    /** The query; several ranges that do not touch become {@code compareDateRange}. */
    public static ObjectNode of(Draft draft) {
        var json = Json.object();
        names(json.putArray("measures"), draft.measures());
        names(json.putArray("dimensions"), draft.dimensions());
        var filters = Json.object().putArray("filters");
        var times = Json.object().putArray("timeDimensions");
        draft.time().ifPresent(when -> time(when, times, filters));
        for (var condition : draft.conditions()) {
            var filter =
                    filters.addObject()
                            .put("member", condition.member().toString())
                            .put("operator", condition.operator());
            if (!condition.values().isEmpty()) {
                condition.values().forEach(filter.putArray("values")::add);
            }
        }
        put(json, "timeDimensions", times);
        put(json, "filters", filters);
        if (!draft.segments().isEmpty()) {
            names(json.putArray("segments"), draft.segments());
        }
        draft.sort()
                .ifPresent(sort -> {
                    var member =
                            sort.member()
                                    .or(() -> draft.measures().stream().findFirst())
                                    .or(() -> draft.dimensions().stream().findFirst());
                    member.ifPresent(name ->
                            json.putObject("order")
                                    .put(name.toString(), sort.descending() ? "desc" : "asc"));
                });
        if (draft.limit() > 0) {
            json.put("limit", draft.limit());
        }
        for (var key : List.of("measures", "dimensions")) {
            if (json.path(key).isEmpty()) {
                json.remove(key);
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String key, ArrayNode array) {
        if (!array.isEmpty()) {
            json.set(key, array);
        }
    }

    private static void names(ArrayNode array, List<?> names) {
        names.forEach(name -> array.add(name.toString()));
    }

    private static void time(Draft.When when, ArrayNode times, ArrayNode filters) {
        var dimension = when.dimension().toString();
        var grain = when.grain();
        var ranges = when.ranges();
        if (ranges.size() > 1 && ranges.stream().allMatch(Period::isClosed)) {
            var sorted =
                    ranges.stream()
                            .sorted(java.util.Comparator.comparing(r -> r.from().orElseThrow()))
                            .toList();
            var unit = sorted.getFirst().unit();
            var time = times.addObject().put("dimension", dimension);
            if (touch(sorted)
                    && java.util.Set.of("day", "week", "month", "quarter", "year").contains(unit)) {
                range(time.putArray("dateRange"), sorted.getFirst(), sorted.getLast());
                time.put("granularity", grain.isEmpty() ? unit : grain);
            } else {
                var compare = time.putArray("compareDateRange");
                ranges.forEach(range -> range(compare.addArray(), range, range));
                if (!grain.isEmpty()) {
                    time.put("granularity", grain);
                }
            }
            return;
        }
        var range = ranges.isEmpty() ? null : ranges.getFirst();
        if (!grain.isEmpty() || range != null && range.isClosed()) {
            var time = times.addObject().put("dimension", dimension);
            if (range != null && range.isClosed()) {
                range(time.putArray("dateRange"), range, range);
            }
            if (!grain.isEmpty()) {
                time.put("granularity", grain);
            }
        }
        if (range != null && !range.isClosed()) {
            range.from()
                    .ifPresent(from ->
                            filters.addObject()
                                    .put("member", dimension)
                                    .put("operator", "afterOrOnDate")
                                    .putArray("values")
                                    .add(from.toString()));
            range.to()
                    .ifPresent(to ->
                            filters.addObject()
                                    .put("member", dimension)
                                    .put("operator", "beforeDate")
                                    .putArray("values")
                                    .add(to.plusDays(1).toString()));
        }
    }

    private static void range(ArrayNode array, Period first, Period last) {
        array.add(first.from().orElseThrow().toString()).add(last.to().orElseThrow().toString());
    }

    private static boolean touch(List<Period> sorted) {
        for (var i = 1; i < sorted.size(); i++) {
            var gap =
                    !sorted.get(i - 1)
                            .to()
                            .orElseThrow()
                            .plusDays(1)
                            .equals(sorted.get(i).from().orElseThrow());
            if (gap || !sorted.get(i).unit().equals(sorted.getFirst().unit())) {
                return false;
            }
        }
        return true;
    }
}
