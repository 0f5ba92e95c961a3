package runnel.cube.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.TimeDimension;

/** Reads the time dimensions of a query and their ranges. */
final class TimeReader {
    private static final List<String> TIME_KEYS =
            List.of("dimension", "granularity", "dateRange", "compareDateRange");

    private TimeReader() {}

    /** The ranges that are to be compared; none where nothing is. */
    static List<DateRange> compared(JsonNode json, Dates dates) {
        var ranges = new ArrayList<DateRange>();
        var items = Shape.array(json.get("timeDimensions"), "timeDimensions");
        for (var i = 0; i < items.size(); i++) {
            var path = "timeDimensions[" + i + "].compareDateRange";
            var compared = Shape.array(items.get(i).get("compareDateRange"), path);
            if (!compared.isEmpty() && !ranges.isEmpty()) {
                throw new Problem(Problem.Kind.INVALID, "cube-query-compare");
            }
            if (compared.size() > QueryReader.MAX_QUERIES) {
                throw Shape.wrong(
                        path,
                        "must contain less than or equal to " + QueryReader.MAX_QUERIES + " items");
            }
            for (var range : compared) {
                ranges.add(range(range, path, dates));
            }
        }
        return ranges;
    }

    /**
     * @param compared the range of this query, where several are compared
     */
    static List<TimeDimension> read(JsonNode json, Dates dates, @Nullable DateRange compared) {
        var time = new ArrayList<TimeDimension>();
        var items = Shape.array(json.get("timeDimensions"), "timeDimensions");
        for (var i = 0; i < items.size(); i++) {
            var path = "timeDimensions[" + i + "]";
            var item = items.get(i);
            if (!item.isObject()) {
                throw Shape.wrong(path, "must be an object");
            }
            Shape.keys(item, path, TIME_KEYS);
            if (!item.has("dimension")) {
                throw Shape.wrong(path + ".dimension", "is required");
            }
            var range =
                    item.has("compareDateRange") && compared != null
                            ? Optional.of(compared)
                            : Optional.ofNullable(item.get("dateRange"))
                                    .filter(node -> !node.isNull())
                                    .map(node -> range(node, path + ".dateRange", dates));
            time.add(
                    new TimeDimension(
                            Shape.member(item.get("dimension"), path + ".dimension"),
                            Shape.optionalText(item.get("granularity"), path + ".granularity")
                                    .orElse(""),
                            range));
        }
        return time;
    }

    private static DateRange range(JsonNode node, String path, Dates dates) {
        if (node.isTextual()) {
            return dates.range(node.asText());
        }
        var ends = new ArrayList<String>();
        for (var item : Shape.array(node, path)) {
            ends.add(Shape.text(item, path));
        }
        if (ends.isEmpty()) {
            throw Shape.wrong(path, "must contain at least 1 items");
        }
        if (ends.size() > 2) {
            throw Shape.wrong(path, "must contain less than or equal to 2 items");
        }
        return dates.range(ends);
    }
}
