package runnel.agent;

import java.util.List;
import runnel.base.Problem;
import runnel.conversation.Message;
import runnel.event.Outcome;
import runnel.llm.Finish;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.llm.Usage;

/** Lets an agent answer: asks its model and writes what comes as events. */
public final class AgentLoop {
    private final AgentContext context;
    private final ReplyWriter writer;

    public AgentLoop(AgentContext context) {
        this.context = context;
        this.writer = new ReplyWriter(context);
    }

    /**
     * Answers.
     *
     * @throws InterruptedException when stopped; what was written stays
     * @throws Problem when the model failed; what was written stays
     */
    public Result run() throws InterruptedException {
        var prefix = text(context.shown());
        var prompt =
                new Prompt(context.agent().instruction(), context.history(), List.of(), prefix);
        writer.begin(context.model().continuesPrefix() ? "" : prefix);
        Reply reply;
        try {
            reply = context.model().stream(prompt, writer);
        } catch (ReplyWriter.Stopped e) {
            throw e.interruption();
        }
        writer.end();
        return new Result(
                outcome(reply.finish()),
                reply.usage().equals(Usage.NONE) ? usage() : reply.usage());
    }

    /** Closes what is open of the reply after a stop or a failure. */
    public void close() throws InterruptedException {
        writer.closePart();
    }

    /** An estimate for want of the provider's count: one token for each piece that came. */
    public Usage usage() {
        return new Usage(0, 0, writer.pieces(), 0);
    }

    private static Outcome outcome(Finish finish) {
        return switch (finish) {
            case STOP, TOOL_CALLS -> Outcome.DONE;
            case LENGTH, FILTERED, TRUNCATED -> Outcome.TRUNCATED;
        };
    }

    private static String text(List<Message.Part> parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Message.Part.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    /** How it went. */
    public record Result(Outcome outcome, Usage usage) {}
}
