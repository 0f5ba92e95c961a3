package runnel.cube.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.MemberName;
import runnel.cube.Query;
import runnel.cube.TimeDimension;

/** Reads queries. Everything is checked; nothing that is wrong is passed over. Thread-safe. */
public final class QueryReader {
    /** The most queries of one request. */
    public static final int MAX_QUERIES = 20;

    /** The most members that one list of a query may name. */
    public static final int MAX_MEMBERS = 200;

    private static final List<String> KEYS =
            List.of(
                    "measures",
                    "dimensions",
                    "timeDimensions",
                    "segments",
                    "filters",
                    "order",
                    "limit",
                    "rowLimit",
                    "offset",
                    "total",
                    "ungrouped",
                    "timezone",
                    "joinHints",
                    "responseFormat",
                    "renewQuery",
                    "cache",
                    "cacheMode",
                    "requestId",
                    "castNumerics");
    private static final List<String> FORMATS = List.of("default", "compact", "columnar");
    private static final List<String> CACHE_MODES =
            List.of("stale-if-slow", "stale-while-revalidate", "must-revalidate", "no-cache");
    private final Clock clock;

    public QueryReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a query object, or an array of them.
     *
     * @param multi whether the client can take several results
     * @throws Problem saying what is wrong with the query
     */
    public Asked read(JsonNode json, boolean multi) {
        var asked = json.isArray() ? blending(json) : single(json);
        if (asked.type() != Asked.Type.REGULAR && !multi) {
            throw new Problem(Problem.Kind.INVALID, "cube-query-multi", asked.type().word());
        }
        return asked;
    }

    private Asked blending(JsonNode array) {
        var parts = new ArrayList<Asked.Part>();
        if (array.isEmpty() || array.size() > MAX_QUERIES) {
            throw Shape.wrong("query", "must contain 1 to " + MAX_QUERIES + " queries");
        }
        for (var item : array) {
            var asked = single(item);
            if (asked.type() != Asked.Type.REGULAR) {
                throw new Problem(Problem.Kind.INVALID, "cube-query-mixed");
            }
            parts.add(asked.only());
        }
        if (parts.size() == 1) {
            return new Asked(Asked.Type.REGULAR, parts);
        }
        var grains = new LinkedHashSet<String>();
        for (var part : parts) {
            var time = part.query().timeDimensions();
            if (time.isEmpty() || !time.getFirst().isGrouped()) {
                throw new Problem(Problem.Kind.INVALID, "cube-query-blending");
            }
            grains.add(time.getFirst().granularity());
        }
        if (grains.size() > 1) {
            throw new Problem(Problem.Kind.INVALID, "cube-query-blending");
        }
        return new Asked(Asked.Type.BLENDING, parts);
    }

    private Asked single(JsonNode json) {
        if (!json.isObject()) {
            throw Shape.wrong("query", "must be an object");
        }
        Shape.keys(json, "", KEYS);
        Shape.oneOf(json.get("responseFormat"), "responseFormat", FORMATS);
        Shape.oneOf(json.get("cache"), "cache", CACHE_MODES);
        Shape.oneOf(json.get("cacheMode"), "cacheMode", CACHE_MODES);
        var zone =
                Shape.optionalText(json.get("timezone"), "timezone")
                        .filter(name -> !name.isEmpty())
                        .map(Dates::zone)
                        .orElse(ZoneOffset.UTC);
        var dates = new Dates(clock, zone);
        var ranges = TimeReader.compared(json, dates);
        if (ranges.isEmpty()) {
            return new Asked(Asked.Type.REGULAR, List.of(part(json, zone, dates, null)));
        }
        var parts = new ArrayList<Asked.Part>();
        for (var range : ranges) {
            parts.add(part(json, zone, dates, range));
        }
        return new Asked(Asked.Type.COMPARE, parts);
    }

    private Asked.Part part(JsonNode json, ZoneId zone, Dates dates, @Nullable DateRange compared) {
        var dimensions = new ArrayList<String>();
        var time = TimeReader.read(json, dates, compared);
        var named = Shape.array(json.get("dimensions"), "dimensions");
        for (var i = 0; i < named.size(); i++) {
            dimension(
                    Shape.text(named.get(i), "dimensions[" + i + "]"),
                    "dimensions[" + i + "]",
                    dimensions,
                    time);
        }
        var measures = members(json, "measures");
        if (measures.isEmpty()
                && dimensions.isEmpty()
                && time.stream().noneMatch(TimeDimension::isGrouped)) {
            throw new Problem(Problem.Kind.INVALID, "cube-query-empty");
        }
        var query =
                new Query(
                        measures,
                        dimensions.stream().distinct().toList(),
                        time,
                        members(json, "segments"),
                        new FilterReader(dates).read(json.path("filters"), "filters", 0),
                        options(json, zone));
        return new Asked.Part(
                query,
                new QueryEcho(query, (ObjectNode) json).json(),
                compared == null ? "" : compared.fromText() + " - " + compared.toText());
    }

    private static Query.Options options(JsonNode json, ZoneId zone) {
        var limit =
                Shape.integer(
                        json.get("rowLimit"), "rowLimit", Query.DEFAULT_LIMIT, Query.MAX_LIMIT);
        return new Query.Options(
                OrderReader.read(json.path("order")),
                Shape.integer(json.get("limit"), "limit", limit, Query.MAX_LIMIT),
                Shape.integer(json.get("offset"), "offset", 0, Integer.MAX_VALUE),
                Shape.flag(json.get("total"), "total"),
                Shape.flag(json.get("ungrouped"), "ungrouped"),
                zone,
                joinHints(json));
    }

    /** A member's name; a third word is the granularity of a time dimension. */
    private static void dimension(
            String name, String path, List<String> dimensions, List<TimeDimension> time) {
        var last = name.lastIndexOf('.');
        if (name.indexOf('.') != last
                && MemberName.isPath(name.substring(0, last))
                && MemberName.isWord(name.substring(last + 1))) {
            time.add(
                    new TimeDimension(
                            name.substring(0, last), name.substring(last + 1), Optional.empty()));
        } else {
            dimensions.add(Shape.member(name, path));
        }
    }

    private static List<List<String>> joinHints(JsonNode json) {
        var hints = new ArrayList<List<String>>();
        for (var hint : Shape.array(json.get("joinHints"), "joinHints")) {
            var cubes = new ArrayList<String>();
            for (var cube : Shape.array(hint, "joinHints")) {
                cubes.add(Shape.text(cube, "joinHints"));
            }
            hints.add(cubes);
        }
        return hints;
    }

    private static List<String> members(JsonNode json, String key) {
        var members = new LinkedHashSet<String>();
        var items = Shape.array(json.get(key), key);
        if (items.size() > MAX_MEMBERS) {
            throw Shape.wrong(key, "must contain less than or equal to " + MAX_MEMBERS + " items");
        }
        for (var i = 0; i < items.size(); i++) {
            members.add(Shape.member(items.get(i), key + "[" + i + "]"));
        }
        return List.copyOf(members);
    }
}
