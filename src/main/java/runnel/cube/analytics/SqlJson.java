package runnel.cube.analytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import runnel.base.Json;
import runnel.cube.DateRange;
import runnel.cube.Plan;
import runnel.cube.query.Asked;

/** Writes a plan as clients read it. */
record SqlJson(Asked.Part part, Plan plan) {
    ObjectNode json() {
        var json = Json.object();
        json.put("external", false);
        var sql = json.putArray("sql").add(plan.sql());
        var binds = sql.addArray();
        for (var bind : plan.binds()) {
            binds.add(bind instanceof LocalDateTime time ? DateRange.text(time) + "Z" : Cells.text(bind));
        }
        json.putObject("lambdaQueries");
        part.query().timeDimensions().stream().filter(time -> time.isGrouped()).findFirst().ifPresent(time -> {
            json.put("timeDimensionAlias", time.dimension().replace(".", "__") + "_" + time.granularity());
            json.put("timeDimensionField", time.dimension());
        });
        json.set("order", order(part));
        json.putArray("cacheKeyQueries");
        json.putArray("preAggregations");
        json.put("dataSource", "default");
        var aliases = json.putObject("aliasNameToMember");
        plan.columns().forEach(column -> aliases.put(column.alias(), column.member()));
        json.set("canUseTransformedQuery", transformed(part));
        var names = json.putArray("memberNames");
        plan.explain().memberNames().forEach(names::add);
        var path = json.putArray("joinPath");
        plan.explain().joinPath().forEach(path::add);
        EmbeddedAnalytics.warn(json, plan.warnings());
        return json;
    }

    /** The order that was asked for. */
    static ObjectNode order(Asked.Part part) {
        var json = Json.object();
        part.query().options().order().ifPresent(
                order -> order.forEach(one -> json.put(one.member(), one.descending() ? "desc" : "asc")));
        return json;
    }

    /** What a client needs to know of a query that it may ask in another way. */
    static ObjectNode transformed(Asked.Part part) {
        var json = Json.object();
        var query = part.query();
        var dimensions = json.putArray("sortedDimensions");
        query.dimensions().stream().sorted().forEach(dimensions::add);
        var times = json.putArray("timeDimensions");
        for (var time : query.timeDimensions()) {
            var pair = times.addArray().add(time.dimension());
            if (time.isGrouped()) {
                pair.add(time.granularity());
            } else {
                pair.addNull();
            }
        }
        json.set("sortedTimeDimensions", times.deepCopy());
        var measures = json.putArray("measures");
        query.measures().forEach(measures::add);
        return json;
    }
}
