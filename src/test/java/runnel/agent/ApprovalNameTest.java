package runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import runnel.conversation.Approval;
import runnel.conversation.Message.Part;

/** An approval is one of a call as it was shown: whatever changes in it makes it another. */
class ApprovalNameTest {
    private static final String REPLY = "m_1";
    private static final long UNTIL = 1_000;

    private static Part.Tool call(String id, String tool, String arguments) {
        return new Part.Tool(
                0, 0, id, tool, arguments, Part.Tool.State.ASKING, Optional.empty(), "", 0);
    }

    private static final Part.Tool SHOWN = call("c1", "send_mail", "{\"to\":\"ann\"}");
    private static final Approval ASKED =
            new Approval(
                    ApprovalName.of(REPLY, SHOWN, "side effects", UNTIL),
                    "side effects",
                    UNTIL,
                    Optional.empty());

    @Test
    void it_is_of_the_call_that_was_shown() {
        assertThat(ApprovalName.isOf(REPLY, SHOWN, ASKED)).isTrue();
    }

    @Test
    void changed_arguments_invalidate_it() {
        assertThat(ApprovalName.isOf(REPLY, call("c1", "send_mail", "{\"to\":\"bob\"}"), ASKED))
                .isFalse();
    }

    @Test
    void another_tool_call_or_reply_has_none() {
        var arguments = SHOWN.arguments();
        assertThat(ApprovalName.isOf(REPLY, call("c1", "delete_mail", arguments), ASKED)).isFalse();
        assertThat(ApprovalName.isOf(REPLY, call("c2", "send_mail", arguments), ASKED)).isFalse();
        assertThat(ApprovalName.isOf("m_2", SHOWN, ASKED)).isFalse();
    }

    @Test
    void a_later_deadline_makes_it_another() {
        var later = new Approval(ASKED.id(), ASKED.reason(), UNTIL + 1, Optional.empty());
        assertThat(ApprovalName.isOf(REPLY, SHOWN, later)).isFalse();
    }
}
