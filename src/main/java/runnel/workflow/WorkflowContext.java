package runnel.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.event.Event;
import runnel.llm.Model;

/** The whole outside world of a workflow while it runs. Used by the run's thread. */
public interface WorkflowContext {
    /** Text of the message that is answered. */
    String question();

    Model model();

    /** Who owns the conversation. */
    String owner();

    /** Id of the message that is being written. */
    String reply();

    /** The steps that an earlier attempt has finished. */
    List<Event.NodeEnd> finished();

    /** What an earlier attempt has shown, by part. */
    Map<Integer, String> shown();

    /** What a step of this name returned in the latest earlier run of the conversation. */
    Optional<String> before(String step);

    /** Appends an event to the conversation; waits while the run is paused. */
    void emit(Event event) throws InterruptedException;

    /** Waits until everything emitted is kept. */
    void awaitKept() throws InterruptedException;

    /** Nanoseconds from an arbitrary origin, for durations. */
    long nanos();
}
