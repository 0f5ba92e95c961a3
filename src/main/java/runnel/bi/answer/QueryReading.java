package runnel.bi.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import runnel.base.Messages;
import runnel.cube.MemberName;

/** Says what a question was read as: what, by what, where, when, with absolute days. */
public final class QueryReading {
    private static final int DAY_CHARS = 10;
    private static final List<String> DAYS_OPERATORS =
            List.of("afterOrOnDate", "afterDate", "beforeDate", "beforeOrOnDate");

    private final Messages messages;
    private final Function<MemberName, String> titles;

    /**
     * @param titles how members are called
     */
    public QueryReading(Messages messages, Function<MemberName, String> titles) {
        this.messages = messages;
        this.titles = titles;
    }

    /**
     * Lines of a markdown list.
     *
     * @param query as it was written
     * @param resolved the same with its dates as days
     */
    public String of(JsonNode query, JsonNode resolved) {
        var lines = new ArrayList<String>();
        add(lines, "measures", names(query.path("measures")));
        add(lines, "by", by(query));
        var where = new ArrayList<String>();
        var when = new ArrayList<String>();
        for (var filter : query.path("filters")) {
            (isTime(filter) ? when : where).add(condition(filter));
        }
        query.path("segments").forEach(name -> where.add(title(name.asText())));
        add(lines, "where", String.join("; ", where));
        times(query, resolved, when);
        add(lines, "when", String.join("; ", when));
        order(query.path("order"), lines);
        if (query.path("limit").asInt() > 0) {
            lines.add(messages.text("bi.reading.limit", query.path("limit").asInt()));
        }
        return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    private String by(JsonNode query) {
        var by = new ArrayList<String>();
        query.path("dimensions").forEach(name -> by.add(title(name.asText())));
        for (var time : query.path("timeDimensions")) {
            var grain = time.path("granularity").asText();
            if (!grain.isEmpty()) {
                var key = "bi.grain." + grain;
                by.add(messages.has(key) ? messages.text(key) : grain);
            }
        }
        // A label in two languages is one thing to tell rows apart by.
        return by.stream().distinct().collect(Collectors.joining(", "));
    }

    private static boolean isTime(JsonNode filter) {
        return DAYS_OPERATORS.contains(filter.path("operator").asText());
    }

    private void times(JsonNode query, JsonNode resolved, List<String> when) {
        var asked = query.path("timeDimensions");
        for (var i = 0; i < asked.size(); i++) {
            var name = title(asked.path(i).path("dimension").asText());
            var compared = asked.path(i).path("compareDateRange");
            if (!compared.isEmpty()) {
                when.add(
                        StreamSupport.stream(compared.spliterator(), false)
                                .map(range -> range(name, range))
                                .reduce((a, b) -> messages.text("bi.when.versus", a, b))
                                .orElse(""));
                continue;
            }
            var range = resolved.path("timeDimensions").path(i).path("dateRange");
            if (range.size() < 2) {
                range = asked.path(i).path("dateRange");
            }
            if (!range.isMissingNode()) {
                when.add(range(name, range));
            } else if (asked.size() == 1 && when.isEmpty()) {
                when.add(messages.text("bi.when.all", name));
            }
        }
    }

    private String range(String name, JsonNode range) {
        if (range.isTextual()) {
            return name + ": " + range.asText();
        }
        var to = range.has(1) ? range.path(1) : range.path(0);
        return messages.text("bi.when.range", name, day(range.path(0)), day(to));
    }

    private static String day(JsonNode time) {
        var text = time.asText();
        return text.length() > DAY_CHARS ? text.substring(0, DAY_CHARS) : text;
    }

    private String condition(JsonNode filter) {
        for (var group : List.of("or", "and")) {
            if (filter.has(group)) {
                return StreamSupport.stream(filter.path(group).spliterator(), false)
                        .map(this::condition)
                        .collect(Collectors.joining(" " + messages.text("bi." + group) + " "));
            }
        }
        var operator = filter.path("operator").asText();
        var name = filter.path("member").asText(filter.path("dimension").asText());
        var values =
                StreamSupport.stream(filter.path("values").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        if (isTime(filter) && values.size() == 1) {
            var said = since(title(name), operator, values.getFirst());
            if (said.isPresent()) {
                return said.get();
            }
        }
        var joined = String.join(" " + messages.text("bi.or") + " ", values);
        var key = "bi.operator." + operator;
        return messages.has(key)
                ? messages.text(key, title(name), joined)
                : title(name) + " " + operator + " " + joined;
    }

    /** A filter by days, as the first or last day that counts. */
    private Optional<String> since(String name, String operator, String value) {
        try {
            var day = LocalDate.parse(value.substring(0, Math.min(DAY_CHARS, value.length())));
            return Optional.of(
                    switch (operator) {
                        case "afterOrOnDate" -> messages.text("bi.when.from", name, day);
                        case "afterDate" -> messages.text("bi.when.from", name, day.plusDays(1));
                        case "beforeDate" -> messages.text("bi.when.to", name, day.minusDays(1));
                        default -> messages.text("bi.when.to", name, day);
                    });
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void order(JsonNode order, List<String> lines) {
        if (order.isObject()) {
            order.properties()
                    .forEach(
                            entry -> lines.add(ordered(entry.getKey(), entry.getValue().asText())));
        }
        for (var one : order) {
            if (order.isArray() && one.isArray()) {
                lines.add(ordered(one.path(0).asText(), one.path(1).asText()));
            } else if (order.isArray()) {
                var descends = one.path("desc").asBoolean();
                lines.add(ordered(one.path("id").asText(), descends ? "desc" : "asc"));
            }
        }
    }

    private String ordered(String name, String direction) {
        var descends = direction.equals("desc");
        return messages.text(
                "bi.reading.order",
                title(name),
                messages.text(descends ? "bi.reading.desc" : "bi.reading.asc"));
    }

    private void add(List<String> lines, String key, String text) {
        if (!text.isEmpty()) {
            lines.add(messages.text("bi.reading." + key, text));
        }
    }

    private String names(JsonNode names) {
        return StreamSupport.stream(names.spliterator(), false)
                .map(name -> title(name.asText()))
                .collect(Collectors.joining(", "));
    }

    private String title(String name) {
        return MemberName.isPath(name) ? titles.apply(MemberName.of(name)) : name;
    }
}
