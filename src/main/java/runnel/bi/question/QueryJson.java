package runnel.bi.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Json;
import runnel.bi.time.Period;
import runnel.cube.MemberName;

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

    /** Reads a query back, as far as drafts can say it. */
    public static Draft read(JsonNode json) {
        var conditions = new ArrayList<Draft.Condition>();
        var open = new HashMap<String, LocalDate>();
        var time = json.path("timeDimensions").path(0);
        for (var filter : json.path("filters")) {
            var operator = filter.path("operator").asText();
            if (operator.equals("afterOrOnDate") || operator.equals("beforeDate")) {
                open.put(operator, LocalDate.parse(filter.path("values").path(0).asText()));
                if (time.isMissingNode()) {
                    time = Json.object().put("dimension", filter.path("member").asText());
                }
            } else if (filter.has("member")) {
                conditions.add(
                        new Draft.Condition(
                                MemberName.of(filter.path("member").asText()),
                                operator,
                                texts(filter.path("values"))));
            }
        }
        var order = json.path("order").properties().stream().findFirst();
        return new Draft(
                names(json.path("measures")),
                names(json.path("dimensions")),
                time.isMissingNode() ? Optional.empty() : Optional.of(when(time, open)),
                conditions,
                names(json.path("segments")),
                order.map(entry ->
                        new Draft.Sort(
                                MemberName.isPath(entry.getKey())
                                                && !names(json.path("measures"))
                                                        .contains(MemberName.of(entry.getKey()))
                                        ? Optional.of(MemberName.of(entry.getKey()))
                                        : Optional.empty(),
                                entry.getValue().asText().equals("desc"))),
                json.path("limit").asInt());
    }

    private static Draft.When when(JsonNode time, Map<String, LocalDate> open) {
        var ranges = new ArrayList<Period>();
        if (time.path("dateRange").size() == 2) {
            ranges.add(period(time.path("dateRange")));
        }
        time.path("compareDateRange").forEach(range -> ranges.add(period(range)));
        if (!open.isEmpty()) {
            ranges.add(
                    new Period(
                            Optional.ofNullable(open.get("afterOrOnDate")),
                            Optional.ofNullable(open.get("beforeDate"))
                                    .map(day -> day.minusDays(1)),
                            "",
                            ""));
        }
        return new Draft.When(
                MemberName.of(time.path("dimension").asText()),
                ranges,
                time.path("granularity").asText());
    }

    private static Period period(JsonNode range) {
        return new Period(
                Optional.of(LocalDate.parse(range.path(0).asText())),
                Optional.of(LocalDate.parse(range.path(1).asText())),
                "",
                "");
    }

    private static List<MemberName> names(JsonNode array) {
        return texts(array).stream().filter(MemberName::isPath).map(MemberName::of).toList();
    }

    private static List<String> texts(JsonNode array) {
        var all = new ArrayList<String>();
        array.forEach(item -> all.add(item.asText()));
        return all;
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
