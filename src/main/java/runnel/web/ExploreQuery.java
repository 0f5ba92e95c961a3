package runnel.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import runnel.base.Json;
import runnel.http.Values;

/**
 * A query as the explorer's form and its links have it.
 *
 * @param time the time dimension; empty for none
 * @param grain empty for the whole range at once
 * @param range as text, which the query language understands; empty for all time
 * @param sort member that rows are sorted by; empty for the usual order
 * @param page from 0
 * @param chart kind of chart; empty to go by the shape of the rows
 */
record ExploreQuery(
        List<String> measures,
        List<String> dimensions,
        List<String> segments,
        List<Condition> conditions,
        String time,
        String grain,
        String range,
        String sort,
        boolean descending,
        int page,
        String chart) {
    /** Rows of a page. */
    static final int PAGE_ROWS = 100;

    /** Rows of conditions in the form. */
    static final int MAX_CONDITIONS = 8;

    private static final int MAX_PAGE = 500;
    private static final List<String> WITHOUT_VALUES = List.of("set", "notSet");

    /**
     * A filter.
     *
     * @param values separated by commas
     */
    record Condition(String member, String operator, String values) {}

    ExploreQuery {
        measures = List.copyOf(measures);
        dimensions = List.copyOf(dimensions);
        segments = List.copyOf(segments);
        conditions = List.copyOf(conditions);
    }

    static ExploreQuery of(Values form) {
        var conditions = new ArrayList<Condition>();
        for (var i = 0; i < MAX_CONDITIONS; i++) {
            var member = text(form, "f" + i);
            if (!member.isEmpty()) {
                conditions.add(new Condition(member, text(form, "o" + i), text(form, "v" + i)));
            }
        }
        return new ExploreQuery(
                form.all("m"),
                form.all("d"),
                form.all("s"),
                conditions,
                text(form, "t"),
                text(form, "g"),
                text(form, "r"),
                text(form, "sort"),
                text(form, "way").equals("desc"),
                page(text(form, "page")),
                text(form, "c"));
    }

    /** The same with another kind of chart. */
    ExploreQuery drawn(String kind) {
        return new ExploreQuery(
                measures,
                dimensions,
                segments,
                conditions,
                time,
                grain,
                range,
                sort,
                descending,
                page,
                kind);
    }

    boolean isEmpty() {
        return measures.isEmpty() && dimensions.isEmpty() && (time.isEmpty() || grain.isEmpty());
    }

    /** The query in the query language, for the rows of this page. */
    ObjectNode paged() {
        var json = whole();
        json.put("limit", PAGE_ROWS).put("total", true);
        if (page > 0) {
            json.put("offset", page * PAGE_ROWS);
        }
        return json;
    }

    /** The same for all rows. */
    ObjectNode whole() {
        var json = Json.object();
        put(json, "measures", measures);
        put(json, "dimensions", dimensions);
        put(json, "segments", segments);
        if (!time.isEmpty()) {
            var one = json.putArray("timeDimensions").addObject().put("dimension", time);
            if (!grain.isEmpty()) {
                one.put("granularity", grain);
            }
            if (!range.isEmpty()) {
                range(one);
            }
        }
        if (!conditions.isEmpty()) {
            var filters = json.putArray("filters");
            conditions.forEach(condition -> filter(filters.addObject(), condition));
        }
        if (!sort.isEmpty()) {
            json.putArray("order").addArray().add(sort).add(descending ? "desc" : "asc");
        }
        return json;
    }

    /** The query string that leads back here, with some of it changed. */
    String link(String changedSort, boolean changedWay, int changedPage) {
        var link = new StringBuilder();
        measures.forEach(name -> add(link, "m", name));
        dimensions.forEach(name -> add(link, "d", name));
        segments.forEach(name -> add(link, "s", name));
        for (var i = 0; i < conditions.size(); i++) {
            add(link, "f" + i, conditions.get(i).member());
            add(link, "o" + i, conditions.get(i).operator());
            add(link, "v" + i, conditions.get(i).values());
        }
        SequencedMap<String, String> rest = new LinkedHashMap<>();
        rest.put("t", time);
        rest.put("g", grain);
        rest.put("r", range);
        rest.put("sort", changedSort);
        rest.put("way", changedSort.isEmpty() || !changedWay ? "" : "desc");
        rest.put("page", changedPage == 0 ? "" : Integer.toString(changedPage));
        rest.put("c", chart);
        rest.forEach((name, value) -> add(link, name, value));
        return link.toString();
    }

    /** Two dates with "to" or a comma between them are a range of days; all else is text. */
    private void range(ObjectNode json) {
        var dates = range.split("\\s*(,|~|\\bto\\b|至|到)\\s*");
        var day = "\\d{4}-\\d{2}-\\d{2}";
        if (dates.length == 2 && dates[0].matches(day) && dates[1].matches(day)) {
            json.putArray("dateRange").add(dates[0]).add(dates[1]);
        } else {
            json.put("dateRange", range);
        }
    }

    private static void filter(ObjectNode json, Condition condition) {
        var operator = condition.operator().isEmpty() ? "equals" : condition.operator();
        json.put("member", condition.member()).put("operator", operator);
        if (!WITHOUT_VALUES.contains(operator)) {
            var values = json.putArray("values");
            Arrays.stream(condition.values().split("[,,]"))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .forEach(values::add);
        }
    }

    private static void put(ObjectNode json, String key, List<String> names) {
        if (!names.isEmpty()) {
            var array = json.putArray(key);
            names.forEach(array::add);
        }
    }

    private static void add(StringBuilder link, String name, String value) {
        if (!value.isEmpty()) {
            link.append(link.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(
                            java.net.URLEncoder.encode(
                                    value, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static String text(Values form, String name) {
        return form.first(name).orElse("").strip();
    }

    private static int page(String text) {
        return text.matches("\\d{1,3}") ? Math.min(Integer.parseInt(text), MAX_PAGE) : 0;
    }
}
