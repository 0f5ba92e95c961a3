package runnel.agent;

import runnel.base.Hash;
import runnel.conversation.Approval;
import runnel.conversation.Message.Part;

/** What a request for approval is called: another call, or other arguments, have another name. */
final class ApprovalName {
    private static final int CHARS = 24;

    private ApprovalName() {}

    static String of(String reply, Part.Tool call, String reason, long untilMillis) {
        var text =
                String.join(
                        "\n",
                        reply,
                        call.call(),
                        call.tool(),
                        call.arguments(),
                        reason,
                        Long.toString(untilMillis));
        return "a_" + Hash.of(text).substring(0, CHARS);
    }

    /** Whether a request for approval was about this call with these arguments. */
    static boolean isOf(String reply, Part.Tool call, Approval asked) {
        return asked.id().equals(of(reply, call, asked.reason(), asked.untilMillis()));
    }
}
