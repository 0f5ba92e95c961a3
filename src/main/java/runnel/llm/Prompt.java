package runnel.llm;

import java.util.List;
import runnel.tool.ToolCall;
import runnel.tool.ToolResult;
import runnel.tool.ToolSpec;

/**
 * What a model is given.
 *
 * @param instruction the system text; empty for none
 * @param turns the conversation so far, oldest first, ending with what is to be answered
 * @param tools what the model may call; empty for none
 * @param prefix the beginning of the reply that is already there; empty for none (see {@link
 *     Model#continuesPrefix})
 */
public record Prompt(String instruction, List<Turn> turns, List<ToolSpec> tools, String prefix) {
    public Prompt {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /** A single question, without tools. */
    public static Prompt of(String instruction, String question) {
        return new Prompt(instruction, List.of(new User(question)), List.of(), "");
    }

    /** One turn of the conversation, as a model sees it. */
    public sealed interface Turn {}

    /**
     * @param text what a person wrote
     * @param pictures what is to be looked at besides
     * @param before a summary of what was said before, which is not the person's; empty for none
     */
    public record User(String text, List<Picture> pictures, String before) implements Turn {
        public User {
            pictures = List.copyOf(pictures);
        }

        public User(String text, List<Picture> pictures) {
            this(text, pictures, "");
        }

        public User(String text) {
            this(text, List.of());
        }

        /** All that the model reads. */
        public String told() {
            return before.isEmpty() ? text : before + "\n\n" + text;
        }
    }

    /**
     * A picture as it is.
     *
     * @param type its media type
     */
    public record Picture(String name, String type, byte[] content) {}

    /**
     * @param calls the tools it asked for in this turn; empty for none
     * @param memo what its provider wanted to be handed back, see {@link Reply#memo}; may be empty
     */
    public record Assistant(String text, List<ToolCall> calls, String memo) implements Turn {
        public Assistant {
            calls = List.copyOf(calls);
        }

        public Assistant(String text, List<ToolCall> calls) {
            this(text, calls, "");
        }
    }

    public record Tool(ToolResult result) implements Turn {}
}
