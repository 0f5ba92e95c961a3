package runnel.conversation;

import java.util.List;

/**
 * One turn by one author, with its content.
 *
 * @param parts in the order in which they began; a person's message has one text part
 * @param versions ids of all versions of this message, oldest first, itself included
 * @param turn what its run says of it; {@link Turn#NONE} for a person's message
 */
public record Message(Header header, List<Part> parts, List<String> versions, Turn turn) {
    public Message {
        parts = List.copyOf(parts);
        versions = List.copyOf(versions);
    }

    public String id() {
        return header.id();
    }

    /** The text parts, one after the other. */
    public String text() {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    /**
     * A piece of a message. {@code index} is its place; {@code ended}: nothing will be added to it.
     */
    public sealed interface Part {
        int index();

        record Text(int index, String text, boolean ended) implements Part {}

        record Reasoning(int index, String text, boolean ended) implements Part {}
    }

    /**
     * How a reply came to be.
     *
     * @param model full name; empty where unknown
     * @param problem code of what went wrong; empty for nothing
     * @param problemValues the problem's values
     */
    public record Turn(
            String model,
            int attempt,
            String problem,
            List<String> problemValues,
            long inputTokens,
            long outputTokens,
            long endMillis) {
        public static final Turn NONE = new Turn("", 0, "", List.of(), 0, 0, 0);

        public Turn {
            problemValues = List.copyOf(problemValues);
        }
    }
}
