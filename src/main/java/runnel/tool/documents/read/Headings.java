package runnel.tool.documents.read;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The headings above what is being read, from the highest down. For one thread. */
final class Headings {
    private static final int LEVELS = 9;
    private static final int CHARS = 80;

    private final String[] titles = new String[LEVELS + 1];

    Headings() {
        Arrays.fill(titles, "");
    }

    /**
     * A heading begins; those of its level and below it are over.
     *
     * @param level from 1
     * @return the place that follows
     */
    String enter(int level, String title) {
        var at = Math.clamp(level, 1, LEVELS);
        var plain = title.replaceAll("\\s+", " ").strip();
        titles[at] = plain.length() <= CHARS ? plain : plain.substring(0, CHARS - 1) + "…";
        Arrays.fill(titles, at + 1, titles.length, "");
        return Arrays.stream(titles)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" › "));
    }
}
