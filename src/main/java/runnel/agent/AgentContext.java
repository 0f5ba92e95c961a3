package runnel.agent;

import java.util.List;
import runnel.conversation.Message;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;

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

    /** Appends an event to the conversation; waits while the run is paused. */
    void emit(Event event) throws InterruptedException;

    /**
     * Gives up the reply written so far, which stays as a version, and begins another: {@link
     * #reply} changes.
     */
    void branch();
}
