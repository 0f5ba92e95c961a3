package runnel.event;

import java.util.Locale;

/** What became of a request for approval. */
public enum Verdict {
    ALLOWED,
    DENIED,
    /** Nobody answered in time. */
    EXPIRED;

    /** The name in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
