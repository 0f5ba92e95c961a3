package runnel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import runnel.conversation.Approval;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.event.Verdict;
import runnel.tool.Permission;
import runnel.tool.Tool;

/** What the owner of a run is asked before a call is made. Used by the run's thread. */
record ApprovalDesk(AgentContext context, Stage stage, Mentioned mentioned) {
    /** How long a request waits. */
    static final long WAIT_MILLIS = 3_600_000;

    /** Why the owner is asked: nobody has allowed it yet. */
    static final String PERMISSION = "permission";

    /** Why the owner is asked: an interruption left it unknown whether the call took effect. */
    static final String DOUBT = "doubt";

    /** Whether a call may not be made without. */
    boolean isNeeded(Tool tool, JsonNode arguments) {
        var tools = stage.agent().tools();
        if (tools.permission(tool) == Permission.ASK) {
            return true;
        }
        if (tool.isLasting() && !tools.isSettled(tool) && mentioned.hasResults()) {
            return true;
        }
        // An address that nobody but the model has written may hold what it shall not tell.
        return !tools.isSettled(tool)
                && tool.address(arguments).filter(address -> !mentioned.has(address)).isPresent();
    }

    /** The request that was made for a call before an interruption, if one was. */
    Optional<Approval> before(Part.Tool call) {
        return call.approval().filter(asked -> ApprovalName.isOf(context.reply(), call, asked));
    }

    Event.ApprovalRequest ask(Part.Tool call, String reason) throws InterruptedException {
        var until = context.millis() + WAIT_MILLIS;
        var name = ApprovalName.of(context.reply(), call, reason, until);
        var request = new Event.ApprovalRequest(context.reply(), call.index(), name, reason, until);
        context.open(request);
        context.emit(request);
        return request;
    }

    /** Waits on for the answer to a request that was made before an interruption. */
    Event.ApprovalRequest askOn(Part.Tool call, Approval before) {
        var request =
                new Event.ApprovalRequest(
                        context.reply(),
                        call.index(),
                        before.id(),
                        before.reason(),
                        before.untilMillis());
        context.open(request);
        return request;
    }

    /** Ends a request whose time is over; false where it was answered in the last moment. */
    boolean expire(Event.ApprovalRequest asked) throws InterruptedException {
        if (!context.withdraw(asked.approval())) {
            return false;
        }
        context.emit(
                new Event.ApprovalAnswer(
                        context.reply(), asked.part(), asked.approval(), Verdict.EXPIRED));
        return true;
    }

    /** What a model is told of a call that is not made. */
    static String refusal(Verdict verdict, String reason) {
        var who =
                verdict == Verdict.DENIED
                        ? "The user did not allow this call."
                        : "The user was asked and did not answer in time.";
        var what =
                reason.equals(DOUBT)
                        ? " An interruption left it unknown whether it had already taken effect."
                        : " It was not made. Do not try it again unless the user asks for it.";
        return who + what;
    }
}
