package runnel.agent;

import runnel.event.Verdict;
import runnel.tool.ToolOutput;

/** What an agent that has called tools waits for. */
public sealed interface Happening {
    /** A tool is done. */
    record Done(int part, ToolOutput output, long millis) implements Happening {}

    /**
     * A tool could not do it.
     *
     * @param reason in words for the model
     */
    record Failed(int part, String reason, long millis) implements Happening {}

    /** A request for approval was answered; the answer is in the log. */
    record Answered(int part, Verdict verdict) implements Happening {}

    /** Nothing happened in time. */
    record Silence() implements Happening {}
}
