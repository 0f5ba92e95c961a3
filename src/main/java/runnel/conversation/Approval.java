package runnel.conversation;

import java.util.Optional;
import runnel.event.Verdict;

/**
 * A request for the owner's word on a tool call.
 *
 * @param verdict empty while it is not answered
 */
public record Approval(String id, String reason, long untilMillis, Optional<Verdict> verdict) {
    Approval with(Verdict verdict) {
        return new Approval(id, reason, untilMillis, Optional.of(verdict));
    }
}
