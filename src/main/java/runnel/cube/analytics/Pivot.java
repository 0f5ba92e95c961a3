package runnel.cube.analytics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import runnel.base.Json;
import runnel.cube.Column;
import runnel.cube.query.Asked;

/** How several answers become one table: what their rows share, and the query that describes it. */
final class Pivot {
    private static final String COMPARED = "compareDateRange";

    private Pivot() {}

    static ObjectNode query(Asked asked) {
        var json = asked.type() == Asked.Type.BLENDING ? blended(asked) : asked.only().json().deepCopy();
        if (asked.type() == Asked.Type.COMPARE) {
            var dimensions = json.withArray("dimensions");
            var all = json.putArray("dimensions").add(COMPARED);
            dimensions.forEach(all::add);
        }
        return json.put("queryType", asked.type().word());
    }

    private static ObjectNode blended(Asked asked) {
        var json = Json.object();
        union(json.putArray("measures"), asked, "measures");
        union(json.putArray("dimensions"), asked, "dimensions");
        json.putArray("timeDimensions").addObject().put("dimension", "time").put("granularity", grain(asked));
        return json;
    }

    private static void union(ArrayNode array, Asked asked, String key) {
        var names = new LinkedHashSet<String>();
        asked.parts().forEach(part -> part.json().path(key).forEach(name -> names.add(name.asText())));
        names.forEach(array::add);
    }

    private static String grain(Asked asked) {
        return asked.only().query().timeDimensions().getFirst().granularity();
    }

    /** What each row gets beside its columns. */
    static Answer.Extra extra(Asked asked, Asked.Part part, List<Column> columns) {
        return switch (asked.type()) {
            case REGULAR -> Answer.Extra.NONE;
            case COMPARE -> new Answer.Extra(COMPARED, part.compared(), -1);
            case BLENDING -> {
                var time = part.query().timeDimensions().getFirst();
                var wanted = time.dimension() + "." + time.granularity();
                var index = 0;
                for (var i = 0; i < columns.size(); i++) {
                    index = columns.get(i).member().equals(wanted) ? i : index;
                }
                yield new Answer.Extra("time." + time.granularity(), "", index);
            }
        };
    }
}
