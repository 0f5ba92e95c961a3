package runnel.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import runnel.conversation.ConversationStore;
import runnel.conversation.ConversationStore.Before;
import runnel.conversation.ConversationStore.Summary;
import runnel.wire.html.Ids;

/**
 * The list of conversations, by the day of their last change.
 *
 * @param next where the rest of the list begins; empty for none
 */
public record Sidebar(List<Day> days, String next) {
    /** Conversations shown at once. */
    static final int PAGE_CONVERSATIONS = 40;

    private static final int WEEK_DAYS = 7;
    private static final int MONTH_DAYS = 30;

    public Sidebar {
        days = List.copyOf(days);
    }

    /** Conversations under one heading, latest first. */
    public record Day(String label, List<Item> items) {
        public Day {
            items = List.copyOf(items);
        }
    }

    /**
     * @param titleId id of the element that shows the title, which may change while it is looked at
     */
    public record Item(String path, String titleId, String title, boolean current) {}

    /**
     * @param current the conversation that is open; empty for none
     * @param now today, where the viewer is
     */
    static Sidebar read(
            ConversationStore store,
            String owner,
            Before before,
            String current,
            Viewer viewer,
            LocalDate now) {
        var summaries = store.list(owner, before, PAGE_CONVERSATIONS + 1);
        var shown = summaries.subList(0, Math.min(summaries.size(), PAGE_CONVERSATIONS));
        var days = new LinkedHashMap<String, List<Item>>();
        for (var summary : shown) {
            var date =
                    Instant.ofEpochMilli(summary.updatedMillis())
                            .atZone(viewer.zone())
                            .toLocalDate();
            days.computeIfAbsent(label(date, now, viewer), label -> new ArrayList<>())
                    .add(item(summary, current, viewer));
        }
        var groups =
                days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
        var more = summaries.size() > shown.size();
        return new Sidebar(groups, more ? place(shown.getLast()) : "");
    }

    /** Reads what {@link #next} says; empty where it was tampered with. */
    static Optional<Before> before(String place) {
        var dot = place.indexOf('.');
        try {
            return Optional.of(
                    new Before(
                            Long.parseLong(place.substring(0, Math.max(0, dot))),
                            place.substring(dot + 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String place(Summary summary) {
        return summary.updatedMillis() + "." + summary.id();
    }

    private static Item item(Summary summary, String current, Viewer viewer) {
        return new Item(
                Paths.conversation(summary.id()),
                Ids.listed(summary.id()),
                summary.title().isEmpty() ? viewer.text("untitled") : summary.title(),
                summary.id().equals(current));
    }

    private static String label(LocalDate date, LocalDate now, Viewer viewer) {
        if (!date.isBefore(now)) {
            return viewer.text("today");
        }
        if (date.equals(now.minusDays(1))) {
            return viewer.text("yesterday");
        }
        if (date.isAfter(now.minusDays(WEEK_DAYS + 1))) {
            return viewer.text("last-week");
        }
        if (date.isAfter(now.minusDays(MONTH_DAYS + 1))) {
            return viewer.text("last-month");
        }
        var pattern =
                viewer.text(date.getYear() == now.getYear() ? "month-format" : "month-year-format");
        return DateTimeFormatter.ofPattern(pattern, viewer.locale()).format(YearMonth.from(date));
    }
}
