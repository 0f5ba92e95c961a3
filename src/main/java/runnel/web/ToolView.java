package runnel.web;

import java.util.Locale;
import runnel.conversation.Message.Part;
import runnel.wire.html.Ids;

/**
 * A tool call as the templates show it.
 *
 * @param state in lower case; {@code stopped} where its run ended before it
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
     */
    static ToolView of(
            String message, String runPath, Part.Tool tool, boolean writing, Viewer viewer) {
        var state =
                writing || tool.isOver() ? tool.state().name().toLowerCase(Locale.ROOT) : STOPPED;
        var asking = writing && tool.state() == Part.Tool.State.ASKING;
        return new ToolView(
                Ids.part(message, tool.index()),
                Ids.fold(message, tool.index()),
                Ids.card(message, tool.index()),
                Ids.arguments(message, tool.index()),
                Ids.result(message, tool.index()),
                Ids.question(message, tool.index()),
                state,
                label(tool.tool(), viewer),
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
            case STOPPED -> "stop";
            default -> "tool";
        };
    }

    private static String label(String tool, Viewer viewer) {
        return viewer.textOr("tool." + tool, tool);
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
