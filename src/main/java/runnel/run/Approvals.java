package runnel.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.event.Verdict;

/** What one run has asked its owner and not heard yet: each answer counts once. Thread-safe. */
final class Approvals {
    private final Map<String, Asked> open = new HashMap<>();
    private final Map<String, Verdict> answered = new HashMap<>();

    /** A request, and where its answer is waited for. */
    record Asked(Event.ApprovalRequest request, Desk desk) {}

    synchronized void open(Event.ApprovalRequest request, Desk desk) {
        open.put(request.approval(), new Asked(request, desk));
    }

    /**
     * @return false when it is not open any more
     */
    synchronized boolean withdraw(String approval) {
        return open.remove(approval) != null;
    }

    /**
     * Answers a request; the same answer may be repeated.
     *
     * @param then what follows from the answer, done before anybody can answer again
     * @throws Problem {@code approval-over} where it is not open, or was answered otherwise
     */
    synchronized void answer(String approval, Verdict verdict, Consumer<Asked> then) {
        var request = open.get(approval);
        if (request != null && request.desk().isHeard()) {
            then.accept(request);
            open.remove(approval);
            answered.put(approval, verdict);
        } else if (answered.get(approval) != verdict) {
            throw over(approval);
        }
    }

    /** Nothing can be answered any more. */
    synchronized void close() {
        open.clear();
    }

    static Problem over(String approval) {
        return new Problem(Problem.Kind.CONFLICT, "approval-over", approval);
    }
}
