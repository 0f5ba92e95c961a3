package runnel.log;

import java.util.ArrayList;
import java.util.List;
import runnel.event.Event;

/**
 * Neighbouring entries of a log in the form in which they are kept: one event, or many deltas of
 * one part joined.
 *
 * <p>A joined span remembers where each of its deltas ended, so that a cursor which points inside
 * it still gets exactly the rest. Immutable.
 *
 * @param first seq of the first entry
 * @param last seq of the last entry
 * @param lengths characters of each delta, in order; empty for a single event
 */
public record Span(long first, long last, long timeMillis, Event event, List<Integer> lengths) {
    /**
     * Characters after which no more is joined, so that no span is a large bite for a slow reader.
     */
    static final int MOST_CHARS = 16 << 10;

    public Span {
        lengths = List.copyOf(lengths);
        if (!lengths.isEmpty() && lengths.size() != last - first + 1) {
            throw new IllegalArgumentException(
                    "span " + first + ".." + last + " with " + lengths.size() + " lengths");
        }
    }

    /**
     * What a cursor at {@code seq} has not seen of this span, as one entry at the span's last
     * place.
     */
    public Entry after(long seq) {
        return between(seq, last);
    }

    /**
     * What a cursor sees of this span on its way from {@code seq} to {@code through}, as one entry
     * at the last place.
     */
    public Entry between(long seq, long through) {
        if (lengths.isEmpty() || seq < first && through >= last) {
            return new Entry(last, timeMillis, event);
        }
        var delta = (Event.Delta) event;
        var text = delta.text().substring(chars(seq), chars(Math.min(through, last)));
        return new Entry(Math.min(through, last), timeMillis, delta.with(text));
    }

    /** Characters of all deltas up to the one at {@code seq}. */
    private int chars(long seq) {
        var chars = 0;
        for (var i = 0; i <= seq - first; i++) {
            chars += lengths.get(i);
        }
        return chars;
    }

    /** Joins neighbouring deltas of one part; all else stays as it is. */
    public static List<Span> join(List<Entry> entries) {
        var spans = new ArrayList<Span>();
        for (var i = 0; i < entries.size(); ) {
            var end = i + 1;
            if (entries.get(i).event() instanceof Event.Delta delta) {
                var chars = entries.get(i).chars();
                while (end < entries.size()
                        && chars < MOST_CHARS
                        && delta.joins(entries.get(end).event())) {
                    chars += entries.get(end).chars();
                    end++;
                }
            }
            spans.add(of(entries.subList(i, end)));
            i = end;
        }
        return spans;
    }

    private static Span of(List<Entry> entries) {
        var first = entries.getFirst();
        if (entries.size() == 1) {
            return new Span(first.seq(), first.seq(), first.timeMillis(), first.event(), List.of());
        }
        var text = new StringBuilder();
        var lengths = new ArrayList<Integer>(entries.size());
        for (var entry : entries) {
            var piece = ((Event.Delta) entry.event()).text();
            text.append(piece);
            lengths.add(piece.length());
        }
        var joined = ((Event.Delta) first.event()).with(text.toString());
        return new Span(first.seq(), entries.getLast().seq(), first.timeMillis(), joined, lengths);
    }
}
