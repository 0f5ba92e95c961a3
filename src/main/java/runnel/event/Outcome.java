package runnel.event;

import java.util.Locale;

/** How a run ended. */
public enum Outcome {
    DONE,
    FAILED,
    CANCELLED,
    /**
     * The answer breaks off: the provider ended the stream without a reason, or reached its limit.
     */
    TRUNCATED;

    /** The name in JSON and in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
