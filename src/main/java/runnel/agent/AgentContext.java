package runnel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import runnel.conversation.Message;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.tool.Tool;

/** The whole outside world of an agent while it runs. Used by the run's thread. */
public interface AgentContext {
    Agent agent();

    Model model();

    /** The conversation up to the message that is to be answered, oldest turn first. */
    List<Prompt.Turn> history();

    /** Id of the message that is being written. */
    String reply();

    /** What an earlier attempt has already written of the reply, and readers have seen. */
    List<Message.Part> shown();

    /** The model calls of an earlier attempt that are over. */
    List<Message.Step> steps();

    /** Appends an event to the conversation; waits while the run is paused. */
    void emit(Event event) throws InterruptedException;

    /** Waits until everything emitted is kept: what is begun then is known after a crash. */
    void awaitKept() throws InterruptedException;

    /**
     * Gives up the reply written so far, which stays as a version, and begins another: {@link
     * #reply} changes.
     */
    void branch();

    /** Milliseconds since 1970. */
    long millis();

    /** Has a tool work beside the agent; {@link #await} tells what comes of it. */
    void start(int part, String call, Tool tool, JsonNode arguments);

    /** Stops a tool; nothing more is heard of it. */
    void abandon(int part);

    /** Lets the owner answer a request for approval from now on, once. */
    void open(Event.ApprovalRequest request);

    /**
     * Withdraws a request for approval.
     *
     * @return false when it has just been answered
     */
    boolean withdraw(String approval);

    /** What happens next, or {@link Happening.Silence} when that moment has come. */
    Happening await(long untilMillis) throws InterruptedException;
}
