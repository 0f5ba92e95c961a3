package runnel.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import runnel.conversation.Message.Part;
import runnel.llm.Prompt;

/**
 * What a model has been given to read, as far as others wrote it: an address that stands there was
 * not made up by the model to carry something away. Used by the reply's thread.
 */
final class Mentioned {
    private final AgentContext context;
    private final List<String> results = new ArrayList<>();

    Mentioned(AgentContext context) {
        this.context = context;
        for (var part : context.shown()) {
            if (part instanceof Part.Tool tool) {
                add(tool.result());
            }
        }
    }

    /** What a tool has brought. */
    void add(String result) {
        results.add(result.toLowerCase(Locale.ROOT));
    }

    /** Whether a tool has brought anything that may hold orders. */
    boolean hasResults() {
        return !results.isEmpty() || context.history().stream().anyMatch(Mentioned::isBrought);
    }

    /** Whether an address stands in what the user wrote or a tool brought. */
    boolean has(String address) {
        var bare = bare(address);
        return !bare.isEmpty()
                && (results.stream().anyMatch(text -> text.contains(bare)) || isInHistory(bare));
    }

    // A helper's task is what another model wrote.
    private boolean isInHistory(String bare) {
        return context.depth() == 0
                && context.history().stream()
                        .map(Mentioned::foreign)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(bare));
    }

    // Nobody knows any more what a summary rests on.
    private static boolean isBrought(Prompt.Turn turn) {
        return turn instanceof Prompt.Tool
                || turn instanceof Prompt.User user && !user.before().isEmpty();
    }

    private static String foreign(Prompt.Turn turn) {
        return switch (turn) {
            case Prompt.User user -> user.text();
            case Prompt.Tool tool -> tool.result().text();
            case Prompt.Assistant _ -> "";
        };
    }

    /** Without what people leave out when they write an address. */
    private static String bare(String address) {
        return address.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("^www\\.", "")
                .replaceFirst("/$", "");
    }
}
