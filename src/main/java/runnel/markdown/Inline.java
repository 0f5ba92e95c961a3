package runnel.markdown;

import java.util.ArrayList;
import java.util.List;

/**
 * The inline content of one block as HTML, kept up to date while its text grows.
 *
 * <p>The text is cut into segments, each rendered once its meaning is final, so that a new word
 * costs the rendering of the last segment only. Where the cuts are depends on nothing but the text,
 * so that every way to arrive at a text gives the same HTML.
 */
final class Inline {
    private final Prose owner;
    private final List<Segment> segments = new ArrayList<>();
    private List<NoteUse> uses = List.of();
    private List<String> counted = List.of();
    private int kept;
    private int start = -1;

    /** From where on the text must be rendered again though it is the same. */
    private int redo = Integer.MAX_VALUE;

    private int length;

    /** Whether the last segment may still change its meaning. */
    private boolean open;

    /**
     * How long a cut was when it was last tried at the start of the open segment and found not to
     * be final.
     */
    private int tried;

    /** How much of the text that try looked at. */
    private int looked;

    Inline(Prose owner) {
        this.owner = owner;
    }

    Prose owner() {
        return owner;
    }

    List<Segment> segments() {
        return segments;
    }

    /** How many segments at the start are the same as when this was last asked. */
    int takeKept() {
        var before = kept;
        kept = segments.size();
        return before;
    }

    /** The labels of the footnotes that the text refers to, in order. */
    List<String> notes() {
        if (segments.isEmpty() || segments.getLast().notesEnd() == 0) {
            return List.of();
        }
        var all = new ArrayList<String>();
        segments.forEach(segment -> all.addAll(segment.notes()));
        return all;
    }

    /** The labels that the numbers of footnotes were last counted with. */
    List<String> counted() {
        return counted;
    }

    void count(List<String> labels) {
        counted = labels;
    }

    /**
     * Sets the numbers that its references to footnotes have; they show from the next {@link
     * #update} on.
     */
    void number(List<NoteUse> numbers) {
        var same = 0;
        while (same < uses.size()
                && same < numbers.size()
                && uses.get(same).equals(numbers.get(same))) {
            same++;
        }
        uses = numbers;
        for (var segment : segments) {
            if (segment.notesEnd() > same) {
                redo = Math.min(redo, segment.start());
                owner.touch();
                return;
            }
        }
    }

    /**
     * Renders everything anew at the next {@link #update}, since what a label stands for has
     * changed.
     */
    void restart() {
        start = -1;
        owner.touch();
    }

    /**
     * Takes the text as it is now.
     *
     * @param from where it starts
     * @param same how many characters of {@code text} are the same as the last time
     */
    void update(
            StringBuilder text, int from, int same, InlineRenderer renderer, InlineLimits limits) {
        if (from == start && same == length && same == text.length() && redo > same) {
            return;
        }
        drop(from, Math.min(same, redo));
        redo = Integer.MAX_VALUE;
        start = from;
        length = text.length();
        var at = end();
        for (var cut = cut(text, at, renderer, limits);
                cut > at;
                cut = cut(text, at, renderer, limits)) {
            at = cut;
        }
        open = at < length;
        if (open) {
            add(renderer.parse(text.substring(at), this), at, renderer);
        }
    }

    /**
     * Drops the segments that the text may have changed under. Where one was cut depends on two
     * more characters.
     */
    private void drop(int from, int same) {
        if (open) {
            segments.removeLast();
        }
        while (!segments.isEmpty() && (from != start || end() + 2 > same)) {
            segments.removeLast();
            tried = 0;
        }
        if (from != start || looked > same) {
            tried = 0;
        }
        kept = Math.min(kept, segments.size());
    }

    private int end() {
        return segments.isEmpty()
                ? start
                : segments.getLast().start() + segments.getLast().length();
    }

    /**
     * Cuts a segment off that starts here, if its meaning is final or it is too long, and says
     * where it ends.
     */
    private int cut(StringBuilder text, int at, InlineRenderer renderer, InlineLimits limits) {
        for (var size = limits.next(tried); ; size = limits.next(size)) {
            var end = limits.boundary(text, at, size);
            if (end < 0) {
                return at;
            }
            var parsed = renderer.parse(text.substring(at, end), this);
            if (parsed.quiet() >= limits.quiet(end - at)) {
                add(parsed, at, renderer);
                tried = 0;
                return end;
            }
            tried = size;
            looked = end + 2;
        }
    }

    private void add(InlineRenderer.Parsed parsed, int at, InlineRenderer renderer) {
        var before = segments.isEmpty() ? null : segments.getLast();
        var taskAllowed = segments.isEmpty() && owner.mayBeTask();
        segments.add(renderer.render(parsed, at, before, taskAllowed, uses));
    }
}
