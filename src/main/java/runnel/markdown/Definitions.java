package runnel.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.LinkReferenceDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of one document stand for, and which stretches of text asked for each.
 *
 * <p>A definition may come long after the text that refers to it. Those who asked are told, so that
 * only they are rendered again.
 */
final class Definitions {
    private static final Pattern SPACE = Pattern.compile("[ \t\r\n]+");
    private static final int LABEL_CHARS = 999;

    /**
     * Before the labels of footnotes, to tell them from those of links, which hold no line feed.
     */
    private static final String NOTE = "\n";

    /** A definition as the page shows it. */
    private record Target(String address, @Nullable String title) {}

    private final Map<String, LinkReferenceDefinition> links = new HashMap<>();
    private final List<String> linkOrder = new ArrayList<>();
    private Map<String, LinkReferenceDefinition> unfinished = Map.of();
    private final Map<String, Note> notes = new HashMap<>();
    private final List<String> noteOrder = new ArrayList<>();
    private final Map<String, Set<Inline>> askers = new HashMap<>();
    private final Map<String, Object> shown = new HashMap<>();
    private final Set<String> doubtful = new LinkedHashSet<>();

    /** Labels match without regard to case and kind of space. */
    static String normalize(String label) {
        var folded = label.strip().toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        return SPACE.matcher(folded).replaceAll(" ");
    }

    /** How many definitions there are: for {@link #reset}. */
    record Mark(int links, int notes) {}

    Mark mark() {
        return new Mark(linkOrder.size(), noteOrder.size());
    }

    /** Forgets the definitions that came after the mark. */
    void reset(Mark mark) {
        while (linkOrder.size() > mark.links()) {
            var label = linkOrder.removeLast();
            links.remove(label);
            doubtful.add(label);
        }
        while (noteOrder.size() > mark.notes()) {
            var label = noteOrder.removeLast();
            notes.remove(label);
            doubtful.add(NOTE + label);
        }
    }

    /** Takes the definitions of a paragraph that is complete. The first one of a label counts. */
    void add(List<LinkReferenceDefinition> definitions) {
        for (var definition : definitions) {
            var label = normalize(definition.getLabel());
            if (links.putIfAbsent(label, definition) == null) {
                linkOrder.add(label);
                doubtful.add(label);
            }
        }
    }

    /**
     * Takes the definitions that the paragraph in progress has so far, instead of those it had
     * before.
     */
    void unfinished(List<LinkReferenceDefinition> definitions) {
        if (definitions.isEmpty() && unfinished.isEmpty()) {
            return;
        }
        doubtful.addAll(unfinished.keySet());
        var now = new HashMap<String, LinkReferenceDefinition>();
        for (var definition : definitions) {
            now.putIfAbsent(normalize(definition.getLabel()), definition);
        }
        unfinished = now;
        doubtful.addAll(now.keySet());
    }

    void add(Note note) {
        var label = normalize(note.label());
        if (notes.putIfAbsent(label, note) == null) {
            noteOrder.add(label);
            doubtful.add(NOTE + label);
        }
    }

    int notes() {
        return noteOrder.size();
    }

    @Nullable Note note(String label) {
        return notes.get(normalize(label));
    }

    /** The link definition of a label as written; whoever asks is told when the answer changes. */
    @Nullable LinkReferenceDefinition link(String label, Inline asker) {
        var key = normalize(label);
        ask(key, asker);
        return linkNow(key);
    }

    boolean hasNote(String label, Inline asker) {
        var key = normalize(label);
        ask(NOTE + key, asker);
        return notes.containsKey(key);
    }

    private void ask(String key, Inline asker) {
        if (key.length() <= LABEL_CHARS + 1) {
            askers.computeIfAbsent(key, _ -> new HashSet<>()).add(asker);
        }
    }

    private @Nullable LinkReferenceDefinition linkNow(String key) {
        var definition = links.get(key);
        return definition == null ? unfinished.get(key) : definition;
    }

    /**
     * Who must be rendered again, since a label they asked for now stands for something else.
     *
     * @param lineOpen whether the last definition may still be on an unfinished line; a label that
     *     very many asked for then waits for the end of the line, rather than have them all change
     *     with each character of an address
     */
    Set<Inline> stale(boolean lineOpen) {
        if (doubtful.isEmpty()) {
            return Set.of();
        }
        var stale = new LinkedHashSet<Inline>();
        var waiting = new LinkedHashSet<String>();
        for (var key : doubtful) {
            var asked = askers.getOrDefault(key, Set.of());
            if (lineOpen && asked.size() > Limits.LATE_REFERENCES) {
                waiting.add(key);
                continue;
            }
            var now = now(key);
            var before = now == null ? shown.remove(key) : shown.put(key, now);
            if (!Objects.equals(now, before)) {
                stale.addAll(asked);
            }
        }
        doubtful.clear();
        doubtful.addAll(waiting);
        return stale;
    }

    private @Nullable Object now(String key) {
        if (key.startsWith(NOTE) && notes.containsKey(key.substring(1))) {
            return true;
        }
        var definition = linkNow(key);
        return definition == null
                ? null
                : new Target(definition.getDestination(), definition.getTitle());
    }
}
