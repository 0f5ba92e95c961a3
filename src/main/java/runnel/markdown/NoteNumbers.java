package runnel.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers footnotes by the first reference to each: those in the text come first, then those that only other footnotes
 * refer to. A definition that comes late can change the numbers of others.
 */
final class NoteNumbers {
    private final Document document;
    private final NoteSection section;
    private final Definitions definitions;
    private final InlineRenderer renderer;
    private final InlineLimits limits;

    NoteNumbers(
            Document document,
            NoteSection section,
            Definitions definitions,
            InlineRenderer renderer,
            InlineLimits limits) {
        this.document = document;
        this.section = section;
        this.definitions = definitions;
        this.renderer = renderer;
        this.limits = limits;
    }

    /** Brings the numbers up to date, in the text and in the section at the end. */
    void update() {
        if (definitions.notes() == 0 && !section.isVisible()) {
            return;
        }
        var numbers = new LinkedHashMap<Note, Integer>();
        var uses = new HashMap<Note, Integer>();
        var queue = new ArrayDeque<Container>(List.of(document));
        while (!queue.isEmpty()) {
            for (var prose : proses(queue.removeFirst())) {
                prose.refresh(renderer, limits);
                if (prose.inline().hasNotes()) {
                    prose.inline().number(number(prose.inline().notes(), numbers, uses, queue));
                } else {
                    prose.inline().number(List.of());
                }
            }
        }
        numbers.forEach((note, number) -> note.number(number, uses.getOrDefault(note, 0)));
        section.show(List.copyOf(numbers.keySet()));
    }

    private List<NoteUse> number(
            List<String> labels, Map<Note, Integer> numbers, Map<Note, Integer> uses, ArrayDeque<Container> queue) {
        var numbered = new ArrayList<NoteUse>();
        for (var label : labels) {
            var note = definitions.note(label);
            if (note == null) {
                throw new IllegalStateException("a reference to no footnote: " + label);
            }
            var number = numbers.get(note);
            if (number == null) {
                number = numbers.size() + 1;
                numbers.put(note, number);
                queue.addLast(note);
            }
            numbered.add(new NoteUse(number, uses.merge(note, 1, Integer::sum)));
        }
        return numbered;
    }

    /** The inline text in a container, but for that of footnotes defined in it. */
    private static List<Prose> proses(Container container) {
        var found = new ArrayList<Prose>();
        collect(container, found);
        return found;
    }

    private static void collect(Container container, List<Prose> found) {
        for (var i = 0; i < container.size(); i++) {
            switch (container.child(i)) {
                case Note _, NoteSection _ -> {}
                case Container inner -> collect(inner, found);
                case Prose prose -> found.add(prose);
                case Verbatim _, Rule _ -> {}
            }
        }
    }
}
