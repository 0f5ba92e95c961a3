package runnel.bi.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import runnel.base.Messages;
import runnel.bi.question.Draft;
import runnel.bi.time.Period;
import runnel.cube.MemberName;

/** Says what a question was read as: what, by what, where, when. */
public final class ReadingText {
    private final Messages messages;
    private final Function<MemberName, String> titles;

    /**
     * @param titles how members are called
     */
    public ReadingText(Messages messages, Function<MemberName, String> titles) {
        this.messages = messages;
        this.titles = titles;
    }

    /** Lines of a markdown list. */
    public String of(Draft draft) {
        var lines = new ArrayList<String>();
        add(lines, "measures", names(draft.measures()));
        var by = new ArrayList<>(draft.dimensions().stream().map(titles).toList());
        draft.time()
                .filter(when -> !when.grain().isEmpty())
                .ifPresent(when -> by.add(messages.text("bi.grain." + when.grain())));
        add(lines, "by", String.join(", ", by));
        var where = new ArrayList<String>();
        draft.conditions().forEach(condition -> where.add(condition(condition)));
        draft.segments()
                .forEach(name -> where.add(messages.text("bi.segment", titles.apply(name))));
        add(lines, "where", String.join("; ", where));
        draft.time().ifPresent(when -> add(lines, "when", when(when)));
        draft.sort()
                .ifPresent(sort -> {
                    var name =
                            sort.member()
                                    .or(() -> draft.measures().stream().findFirst())
                                    .map(titles)
                                    .orElse("");
                    lines.add(
                            messages.text(
                                    "bi.reading.order",
                                    name,
                                    messages.text(
                                            sort.descending()
                                                    ? "bi.reading.desc"
                                                    : "bi.reading.asc")));
                });
        if (draft.limit() > 0) {
            lines.add(messages.text("bi.reading.limit", draft.limit()));
        }
        return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    private void add(List<String> lines, String key, String text) {
        if (!text.isEmpty()) {
            lines.add(messages.text("bi.reading." + key, text));
        }
    }

    private String names(List<MemberName> names) {
        return names.stream().map(titles).collect(Collectors.joining(", "));
    }

    private String condition(Draft.Condition condition) {
        var values = String.join(" " + messages.text("bi.or") + " ", condition.values());
        return messages.text(
                "bi.operator." + condition.operator(), titles.apply(condition.member()), values);
    }

    private String when(Draft.When when) {
        var name = titles.apply(when.dimension());
        if (when.ranges().isEmpty()) {
            return messages.text("bi.when.all", name);
        }
        return when.ranges().stream()
                .map(range -> range(name, range))
                .reduce((a, b) -> messages.text("bi.when.versus", a, b))
                .orElse("");
    }

    private String range(String name, Period range) {
        if (range.isClosed()) {
            return messages.text(
                    "bi.when.range", name, range.from().orElseThrow(), range.to().orElseThrow());
        }
        return range.from()
                .map(LocalDate::toString)
                .map(from -> messages.text("bi.when.from", name, from))
                .orElseGet(() ->
                        messages.text(
                                "bi.when.to",
                                name,
                                range.to().map(LocalDate::toString).orElse("")));
    }
}
