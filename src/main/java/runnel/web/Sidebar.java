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
import runnel.conversation.ConversationStore.Shelf;
import runnel.conversation.ConversationStore.Summary;
import runnel.wire.html.Ids;

/**
 * The list of conversations: what is pinned, folders, and the rest by the day of its last change.
 *
 * @param next where the rest of the list begins; empty for none
 * @param version the count of changes that this list is as of
 */
public record Sidebar(
        List<Item> pinned, List<Group> folders, List<Group> days, String next, long version) {
    /** Conversations shown at once. */
    static final int PAGE_CONVERSATIONS = 40;

    /** Folders shown, at most. */
    private static final int FOLDERS = 40;

    private static final int WEEK_DAYS = 7;
    private static final int MONTH_DAYS = 30;

    public Sidebar {
        pinned = List.copyOf(pinned);
        folders = List.copyOf(folders);
        days = List.copyOf(days);
    }

    public boolean isEmpty() {
        return pinned.isEmpty() && folders.isEmpty() && days.isEmpty();
    }

    /** Conversations under one heading, latest first. */
    public record Group(String label, List<Item> items) {
        public Group {
            items = List.copyOf(items);
        }

        public boolean isCurrent() {
            return items.stream().anyMatch(Item::current);
        }
    }

    /**
     * @param titleId id of the element that shows the title, which may change while it is looked at
     * @param unread whether it has an answer that nobody has looked at
     */
    public record Item(
            String path,
            String titleId,
            String title,
            boolean current,
            boolean running,
            boolean unread) {
        /** What a mark beside the title means; empty for no mark. */
        public String mark() {
            if (running) {
                return "running";
            }
            return unread && !current ? "unread" : "";
        }
    }

    /** Reads lists for one viewer. */
    record Reader(
            ConversationStore store, String owner, String current, Viewer viewer, LocalDate now) {

        /** The whole list, or its continuation from a place on. */
        Sidebar read(Before before, long version) {
            var first = before.isStart();
            return list(
                    Shelf.LOOSE,
                    before,
                    first ? items(Shelf.PINNED) : List.of(),
                    first ? folders() : List.of(),
                    version);
        }

        /** The conversations of one shelf by day. */
        Sidebar shelf(Shelf shelf, Before before) {
            return list(shelf, before, List.of(), List.of(), 0);
        }

        private Sidebar list(
                Shelf shelf, Before before, List<Item> pinned, List<Group> folders, long version) {
            var summaries = store.list(owner, shelf, before, PAGE_CONVERSATIONS + 1);
            var shown = summaries.subList(0, Math.min(summaries.size(), PAGE_CONVERSATIONS));
            var days = new LinkedHashMap<String, List<Item>>();
            for (var summary : shown) {
                var date =
                        Instant.ofEpochMilli(summary.updatedMillis())
                                .atZone(viewer.zone())
                                .toLocalDate();
                days.computeIfAbsent(label(date), label -> new ArrayList<>()).add(item(summary));
            }
            var groups =
                    days.entrySet().stream()
                            .map(day -> new Group(day.getKey(), day.getValue()))
                            .toList();
            var more = summaries.size() > shown.size();
            return new Sidebar(
                    pinned, folders, groups, more ? place(shown.getLast()) : "", version);
        }

        private List<Group> folders() {
            return store.folders(owner).stream()
                    .limit(FOLDERS)
                    .map(name -> new Group(name, items(Shelf.folder(name))))
                    .filter(folder -> !folder.items().isEmpty())
                    .toList();
        }

        private List<Item> items(Shelf shelf) {
            return store.list(owner, shelf, Before.START, PAGE_CONVERSATIONS).stream()
                    .map(this::item)
                    .toList();
        }

        private Item item(Summary summary) {
            return new Item(
                    Paths.conversation(summary.id()),
                    Ids.listed(summary.id()),
                    summary.title().isEmpty() ? viewer.text("untitled") : summary.title(),
                    summary.id().equals(current),
                    summary.progress().running(),
                    summary.progress().unread());
        }

        private String label(LocalDate date) {
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
                    viewer.text(
                            date.getYear() == now.getYear() ? "month-format" : "month-year-format");
            return DateTimeFormatter.ofPattern(pattern, viewer.locale())
                    .format(YearMonth.from(date));
        }
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
}
