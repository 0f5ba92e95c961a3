package runnel.web;

import java.util.Locale;
import java.util.function.UnaryOperator;
import runnel.base.Text;
import runnel.conversation.Approval;
import runnel.conversation.Message.Part;
import runnel.event.Verdict;
import runnel.wire.html.Ids;

/**
 * A tool call as the templates show it.
 *
 * @param state in lower case; {@code stopped} where its run ended before it, {@code denied} and
 *     {@code expired} where it was not made for want of the owner's word
 * @param tool the tool's own name
 * @param label the tool's name for people
 * @param status where the call stands, in few words
 * @param approvalPath where the owner's answer is posted to; empty where nobody is asked
 * @param doubtful whether the question is if the call shall be made a second time
 */
public record ToolView(
        String id,
        String foldId,
        String headId,
        String argumentsId,
        String resultId,
        String questionId,
        String state,
        String tool,
        String label,
        String status,
        String arguments,
        String result,
        String approvalPath,
        boolean doubtful) {
    private static final String STOPPED = "stopped";
    private static final int MILLIS_SHOWN = 1_000;

    /**
     * @param runPath where commands to the run are posted to
     * @param writing whether the reply is still being written
     * @param titles what agents are called
     */
    static ToolView of(
            String message,
            String runPath,
            Part.Tool tool,
            boolean writing,
            Viewer viewer,
            UnaryOperator<String> titles) {
        var state = writing || tool.isOver() ? state(tool) : STOPPED;
        var asking = writing && tool.state() == Part.Tool.State.ASKING;
        return new ToolView(
                Ids.part(message, tool.index()),
                Ids.fold(message, tool.index()),
                Ids.card(message, tool.index()),
                Ids.arguments(message, tool.index()),
                Ids.result(message, tool.index()),
                Ids.question(message, tool.index()),
                state,
                tool.tool(),
                label(tool.tool(), viewer, titles),
                status(state, tool.millis(), viewer),
                tool.arguments(),
                tool.result(),
                asking
                        ? tool.approval()
                                .map(approval -> runPath + "/approvals/" + approval.id())
                                .orElse("")
                        : "",
                tool.approval().filter(approval -> approval.reason().equals("doubt")).isPresent());
    }

    /** The icon for its state. */
    public String icon() {
        return switch (state) {
            case "failed" -> "alert";
            case "asking" -> "ask";
            case STOPPED, "denied", "expired" -> "stop";
            default -> "tool";
        };
    }

    private static String state(Part.Tool tool) {
        return tool.approval()
                .flatMap(Approval::verdict)
                .filter(verdict -> tool.isOver() && verdict != Verdict.ALLOWED)
                .map(Verdict::word)
                .orElseGet(() -> tool.state().name().toLowerCase(Locale.ROOT));
    }

    private static String label(String tool, Viewer viewer, UnaryOperator<String> titles) {
        return viewer.textOr("tool." + tool, agent(tool, viewer, titles));
    }

    /** The tools that turn to other agents have these agents' names. */
    private static String agent(String tool, Viewer viewer, UnaryOperator<String> titles) {
        for (var way : Way.values()) {
            var name = tool.startsWith(way.prefix) ? tool.substring(way.prefix.length()) : "";
            var title = titles.apply(name);
            if (!name.isEmpty() && !title.equals(name)) {
                return viewer.text(way.key, title);
            }
        }
        return Text.phrase(tool);
    }

    private enum Way {
        HELPER("ask_", "tool-agent.helper"),
        SUCCESSOR("hand_over_to_", "tool-agent.successor");

        private final String prefix;
        private final String key;

        Way(String prefix, String key) {
            this.prefix = prefix;
            this.key = key;
        }
    }

    private static String status(String state, long millis, Viewer viewer) {
        return switch (state) {
            case "done" -> took(millis, viewer);
            default -> viewer.text("tool-state." + state);
        };
    }

    private static String took(long millis, Viewer viewer) {
        return millis < MILLIS_SHOWN
                ? viewer.text("millis", viewer.number(millis))
                : viewer.text("seconds", viewer.number(Math.round(millis / 1000.0)));
    }
}
