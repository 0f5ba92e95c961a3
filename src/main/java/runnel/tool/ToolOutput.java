package runnel.tool;

import java.util.List;

/**
 * What a tool brings back.
 *
 * @param text for the model; may be empty where the sources say all
 * @param sources what the text rests on; they get numbers, by which an answer can cite them
 */
public record ToolOutput(String text, List<Source> sources) {
    public ToolOutput {
        sources = List.copyOf(sources);
    }

    public static ToolOutput of(String text) {
        return new ToolOutput(text, List.of());
    }

    /**
     * @param url empty where it is no page
     * @param excerpt the words that matter
     */
    public record Source(String title, String url, String excerpt) {}
}
