package runnel.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import runnel.conversation.Message;
import runnel.conversation.Message.Part;

/** What a request for approval is called: another call, or other arguments, have another name. */
final class ApprovalName {
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
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "a_" + HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a request for approval was about this call with these arguments. */
    static boolean isOf(String reply, Part.Tool call, Message.Approval asked) {
        return asked.id().equals(of(reply, call, asked.reason(), asked.untilMillis()));
    }
}
