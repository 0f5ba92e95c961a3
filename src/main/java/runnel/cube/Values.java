package runnel.cube;

import java.util.List;

/** The values of a filter, as text, and whether "no value" is among them. */
public record Values(List<String> texts, boolean withNull) {
    /** The most values that one filter may have. */
    public static final int LIMIT = 10_000;

    public Values {
        texts = List.copyOf(texts);
    }

    public static Values of(List<String> texts) {
        return new Values(texts, false);
    }
}
