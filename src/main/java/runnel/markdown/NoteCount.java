package runnel.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each footnote is referred to by a run of text, and in which order they are first. */
final class NoteCount {
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final List<Counted> texts = new ArrayList<>();

    private record Counted(int order, List<String> labels) {}

    NoteCount() {}

    /** One that goes on counting; what the other has counted cannot be dropped from it. */
    NoteCount(NoteCount other) {
        labels.addAll(other.labels);
        numbers.putAll(other.numbers);
        uses.putAll(other.uses);
    }

    /** Labels by number, the first being one. */
    List<String> labels() {
        return labels;
    }

    int uses(String label) {
        return uses.getOrDefault(Definitions.normalize(label), 0);
    }

    /** Counts the references of more text, and tells it their numbers. */
    void add(Prose text) {
        var counted = text.inline().counted();
        var told = new ArrayList<NoteUse>();
        for (var written : counted) {
            var label = Definitions.normalize(written);
            var number = numbers.get(label);
            if (number == null) {
                labels.add(label);
                number = labels.size();
                numbers.put(label, number);
            }
            told.add(new NoteUse(number, uses.merge(label, 1, Integer::sum)));
        }
        texts.add(new Counted(text.order(), counted));
        text.inline().number(told);
    }

    /** Forgets the text from this order on. */
    void dropFrom(int order) {
        while (!texts.isEmpty() && texts.getLast().order() >= order) {
            for (var written : texts.removeLast().labels()) {
                var label = Definitions.normalize(written);
                if (uses.merge(label, -1, Integer::sum) == 0) {
                    uses.remove(label);
                    numbers.remove(label);
                    // The last to come is the first to go.
                    labels.remove(label);
                }
            }
        }
    }
}
