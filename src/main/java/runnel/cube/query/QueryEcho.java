package runnel.cube.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import runnel.base.Json;
import runnel.cube.DateRange;
import runnel.cube.Query;

/** Writes a query back as JSON, with all it leaves open filled in. */
final class QueryEcho {
    private final Query query;
    private final ObjectNode source;

    QueryEcho(Query query, ObjectNode source) {
        this.query = query;
        this.source = source;
    }

    ObjectNode json() {
        var json = source.deepCopy();
        var options = query.options();
        list(json, "measures", query.measures());
        list(json, "dimensions", query.dimensions());
        list(json, "segments", query.segments());
        timeDimensions(json);
        var filters = json.putArray("filters");
        source.path("filters").forEach(filter -> filters.add(member(filter)));
        json.remove("order");
        options.order()
                .ifPresent(order -> {
                    var array = json.putArray("order");
                    order.forEach(one ->
                            array.addObject()
                                    .put("id", one.member())
                                    .put("desc", one.descending()));
                });
        json.put("limit", options.limit());
        json.put("rowLimit", options.limit());
        json.put("timezone", options.zone() == ZoneOffset.UTC ? "UTC" : options.zone().getId());
        json.remove("cache");
        var mode = source.path("cache").asText("stale-if-slow");
        json.put("cacheMode", source.path("cacheMode").asText(mode));
        return json;
    }

    private void timeDimensions(ObjectNode json) {
        var array = json.putArray("timeDimensions");
        for (var time : query.timeDimensions()) {
            var object = array.addObject().put("dimension", time.dimension());
            if (time.isGrouped()) {
                object.put("granularity", time.granularity());
            }
            time.range().ifPresent(range -> range(object, range));
        }
    }

    private static void range(ObjectNode object, DateRange range) {
        object.putArray("dateRange").add(range.fromText()).add(range.toText());
    }

    private static void list(ObjectNode json, String key, java.util.List<String> members) {
        var array = json.putArray(key);
        members.forEach(array::add);
    }

    /** Filters by the name that clients use now. */
    private static JsonNode member(JsonNode filter) {
        if (!filter.has("dimension") || filter.has("member")) {
            return filter;
        }
        var renamed = Json.object();
        renamed.set("member", filter.get("dimension"));
        filter.properties()
                .forEach(entry -> {
                    if (!entry.getKey().equals("dimension")) {
                        renamed.set(entry.getKey(), entry.getValue());
                    }
                });
        return renamed;
    }
}
