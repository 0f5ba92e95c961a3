package runnel.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Usage;

/**
 * The whole outside world of a workflow while it runs. Used by the run's thread, and by those of
 * steps that are done at the same time.
 */
public interface WorkflowContext extends Delegates {
    /** Text of the message that is answered. */
    String question();

    Model model();

    /** Who owns the conversation. */
    String owner();

    /** Id of the message that is being written. */
    String reply();

    /** The steps that an earlier attempt has finished. */
    List<Event.NodeEnd> finished();

    /** The steps of which an earlier attempt has told what they were given, by number. */
    Set<Integer> given();

    /** What earlier attempts have spent, and in how many calls of models. */
    Spent spent();

    /** What an earlier attempt has shown, by part. */
    Map<Integer, String> shown();

    /** What a step of this name returned in the latest earlier run of the conversation. */
    Optional<String> before(String step);

    /** Appends an event to the conversation; waits while the run is paused. */
    void emit(Event event) throws InterruptedException;

    /**
     * Does all tasks at the same time; returns when they are done. Where one fails, or the run is
     * stopped, the others are stopped too.
     */
    void together(List<Task> tasks) throws InterruptedException;

    /** Waits until everything emitted is kept. */
    void awaitKept() throws InterruptedException;

    /** Nanoseconds from an arbitrary origin, for durations. */
    long nanos();

    /** A piece of work. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /**
     * @param calls of models, each of which the log tells as an end of a step
     */
    record Spent(int calls, Usage usage) {
        public static final Spent NOTHING = new Spent(0, Usage.NONE);
    }
}
