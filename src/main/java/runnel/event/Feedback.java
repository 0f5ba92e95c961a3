package runnel.event;

import java.util.Locale;

/** What a person thinks of a reply. */
public enum Feedback {
    NONE,
    GOOD,
    BAD;

    /** The name in JSON and in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Feedback ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
