package runnel.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Numbers footnotes by the first reference to each: those in the text come first, then those that only other footnotes
 * refer to. A definition that comes late can change the numbers of others.
 *
 * <p>Counting goes on from the first text that changed, which mostly is the last one.
 */
final class NoteNumbers {
    private final Document document;
    private final NoteSection section;
    private final Definitions definitions;
    private final InlineRenderer renderer;
    private final InlineLimits limits;
    private final Orders orders;

    /** The text with references, in the order it was written, for the document and for each footnote. */
    private final Map<Container, TreeMap<Integer, Prose>> referring = new HashMap<>();

    private final NoteCount inText = new NoteCount();
    private NoteCount inAll = new NoteCount();
    private List<Note> numbered = List.of();
    private int changedFrom = Integer.MAX_VALUE;
    private boolean notesChanged;

    NoteNumbers(
            Document document,
            NoteSection section,
            Definitions definitions,
            InlineRenderer renderer,
            InlineLimits limits,
            Orders orders) {
        this.orders = orders;
        this.document = document;
        this.section = section;
        this.definitions = definitions;
        this.renderer = renderer;
        this.limits = limits;
    }

    /** Brings the numbers up to date, in the text and in the section at the end. */
    void update() {
        if (definitions.notes() == 0 && numbered.isEmpty() && referring.isEmpty()) {
            return;
        }
        forget(orders.undoneFrom(), orders.undoneTo());
        refresh(document);
        if (changedFrom < Integer.MAX_VALUE || notesChanged) {
            count();
        }
        show();
    }

    /** Text that was undone no longer refers to anything. */
    private void forget(int from, int to) {
        for (var texts : referring.entrySet()) {
            var undone = texts.getValue().subMap(from, to);
            if (!undone.isEmpty()) {
                changed(texts.getKey(), undone.firstKey());
                undone.clear();
            }
        }
    }

    private void changed(Container home, int order) {
        if (home == document) {
            changedFrom = Math.min(changedFrom, order);
        } else {
            notesChanged = true;
        }
    }

    /** Renders the text that has changed, and finds references that came or went. */
    private void refresh(Container container) {
        for (var i = container.changedFrom(); i < container.size(); i++) {
            switch (container.child(i)) {
                case Block block when !block.isChanged() -> {}
                case Prose prose -> refresh(prose);
                case Container inner -> {
                    refresh(inner);
                    if (inner instanceof Note note && !note.isNumbered()) {
                        skip(note);
                    }
                }
                case Verbatim _, Rule _ -> {}
            }
        }
    }

    private void refresh(Prose prose) {
        prose.refresh(renderer, limits);
        var labels = prose.inline().notes();
        if (!labels.equals(prose.inline().counted())) {
            prose.inline().count(labels);
            var home = home(prose);
            var texts = referring.computeIfAbsent(home, _ -> new TreeMap<>());
            if (labels.isEmpty()) {
                texts.remove(prose.order());
            } else {
                texts.put(prose.order(), prose);
            }
            changed(home, prose.order());
        }
    }

    /** Nobody shows this footnote: what changed in it is of no interest until somebody does. */
    private static void skip(Container container) {
        for (var i = container.changedFrom(); i < container.size(); i++) {
            if (container.child(i) instanceof Container inner) {
                skip(inner);
            } else {
                container.child(i).shown();
            }
        }
        container.shown();
    }

    /** The footnote that the text is part of, or the document. */
    private Container home(Prose prose) {
        for (var container = prose.parent; container != null; container = container.parent) {
            if (container instanceof Note) {
                return container;
            }
        }
        return document;
    }

    /** Counts the references in the text from the first change on, then those in footnotes, in the order these show. */
    private void count() {
        inText.dropFrom(changedFrom);
        texts(document).tailMap(changedFrom).values().forEach(inText::add);
        inAll = new NoteCount(inText);
        for (var i = 0; i < inAll.labels().size(); i++) {
            texts(note(inAll.labels().get(i))).values().forEach(inAll::add);
        }
        changedFrom = Integer.MAX_VALUE;
        notesChanged = false;
    }

    private TreeMap<Integer, Prose> texts(Container home) {
        return referring.getOrDefault(home, new TreeMap<>());
    }

    private Note note(String label) {
        return Objects.requireNonNull(definitions.note(label), label);
    }

    /** Tells the footnotes their numbers; a footnote may be another block than before though its label is the same. */
    private void show() {
        var notes = new ArrayList<Note>();
        for (var label : inAll.labels()) {
            notes.add(note(label));
        }
        if (!notes.equals(numbered)) {
            numbered.forEach(note -> note.number(0, 0));
            numbered = List.copyOf(notes);
        }
        for (var i = 0; i < notes.size(); i++) {
            notes.get(i).number(i + 1, inAll.uses(notes.get(i).label()));
        }
        section.show(numbered);
    }
}
