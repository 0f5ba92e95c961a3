package runnel.tool.documents.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cuts a document into passages while it is read: at its places, and where a passage has become
 * long, behind a paragraph or a sentence. For one thread.
 */
final class Passages {
    /** Characters of a passage, about: long enough to be understood, short enough to be quoted. */
    static final int CHARS = 900;

    private static final String SENTENCE_ENDS = ".!?;。！？；\n";

    private final int most;
    private final List<Passage> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private UnaryOperator<String> place = numbers -> "";
    private int first;
    private int last;
    private int chars;

    /**
     * @param most characters that are taken; what exceeds them is left out
     */
    Passages(int most) {
        this.most = most;
    }

    /** What follows stands at this place. */
    void at(String name) {
        cut();
        place = numbers -> name;
    }

    /** What follows is counted, and the numbers are its place: {@code line 7}, {@code rows 2–9}. */
    void counted(String one, String many) {
        cut();
        place =
                numbers ->
                        numbers.indexOf('–') < 0 || many.isEmpty()
                                ? one + " " + numbers.replaceFirst("–.*", "")
                                : many + " " + numbers;
    }

    void add(String paragraph) {
        add(paragraph, 0);
    }

    /**
     * @param number of the paragraph, where they are counted
     */
    void add(String paragraph, int number) {
        var rest = paragraph.strip();
        if (rest.isEmpty() || isFull()) {
            return;
        }
        if (text.length() + rest.length() > CHARS + CHARS / 3) {
            cut();
        }
        if (text.isEmpty()) {
            first = number;
        }
        last = number;
        while (rest.length() > CHARS + CHARS / 3) {
            var end = end(rest);
            text.append(rest, 0, end);
            rest = rest.substring(end).strip();
            cut();
            first = number;
            last = number;
        }
        text.append(text.isEmpty() ? "" : "\n").append(rest);
        if (text.length() >= CHARS) {
            cut();
        }
    }

    /** Whether nothing more is taken. */
    boolean isFull() {
        return chars + text.length() >= most;
    }

    List<Passage> all() {
        cut();
        return done;
    }

    private void cut() {
        if (text.isEmpty()) {
            return;
        }
        var numbers = first == last ? Integer.toString(first) : first + "–" + last;
        done.add(new Passage(place.apply(numbers), text.toString()));
        chars += text.length();
        text.setLength(0);
    }

    /**
     * Behind a sentence where there is one, else behind a word, else anywhere but in a character.
     */
    private static int end(String text) {
        for (var at = CHARS; at > CHARS / 2; at--) {
            if (SENTENCE_ENDS.indexOf(text.charAt(at - 1)) >= 0) {
                return at;
            }
        }
        for (var at = CHARS; at > CHARS / 2; at--) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return Character.isHighSurrogate(text.charAt(CHARS - 1)) ? CHARS - 1 : CHARS;
    }
}
