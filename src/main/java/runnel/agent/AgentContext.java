package runnel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import runnel.conversation.Message;
import runnel.conversation.Message.Part;
import runnel.conversation.Step;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.tool.Tool;

/** The whole outside world of an agent while it runs. Used by the reply's thread. */
public interface AgentContext {
    /** The one that was asked; it may hand over to another. */
    Agent agent();

    /** The agent of that name, told what this conversation tells all; empty for none. */
    Optional<Agent> colleague(String name);

    /** How many agents above this one wait for what it does. */
    int depth();

    /** What those above have left for it; empty where nobody is above. */
    Optional<Budget> above();

    /** The model by which an agent answers here. */
    Model model(Agent agent);

    /** Its full name. */
    String modelName(Agent agent);

    /**
     * Where a helper works: within this reply, on a thread of its own.
     *
     * @param place its reply, with what an earlier attempt has written of it
     * @param budget what it may take, with all below it
     */
    Delegate helper(Part.Delegation place, Agent agent, String task, Budget budget);

    /** The conversation up to the message that is to be answered, oldest turn first. */
    List<Prompt.Turn> history();

    /** Id of the message that is being written. */
    String reply();

    /** What an earlier attempt has already written of the reply, and readers have seen. */
    List<Message.Part> shown();

    /** The model calls of an earlier attempt that are over. */
    List<Step> steps();

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

    /** The outside world of a helper. */
    interface Delegate extends AgentContext {
        /** Nothing that it emits is heard from now on. */
        void stop();
    }

    /** What happens next, or {@link Happening.Silence} when that moment has come. */
    Happening await(long untilMillis) throws InterruptedException;
}
