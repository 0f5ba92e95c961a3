package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static runnel.run.Cast.agent;
import static runnel.run.Cast.answer;
import static runnel.run.Cast.ask;
import static runnel.run.Cast.boss;
import static runnel.run.Cast.call;
import static runnel.run.Cast.hangsAfter;
import static runnel.run.Cast.helpers;
import static runnel.run.Cast.isText;
import static runnel.run.Cast.outcome;
import static runnel.run.Cast.reply;
import static runnel.run.Cast.request;
import static runnel.run.Cast.says;
import static runnel.run.Cast.text;
import static runnel.run.Cast.tools;
import static runnel.testkit.ScriptedModel.calls;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.conversation.Accepted;
import runnel.conversation.Message.Part;
import runnel.event.Outcome;
import runnel.testkit.Hand;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;

/** Agents that turn to others, or hand over to them, go on where an interruption left them. */
class DelegationCrashTest {
    @TempDir Path directory;

    private final Cast cast = new Cast();

    @Test
    void a_helper_goes_on_where_a_crash_left_it() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        Agent[] all = {boss(List.of("scout")), agent("scout", send)};
        cast.plays("boss", calls("Well. ", ask("1", "scout", "Send it.")));
        cast.plays("scout", calls("", call("1", "send")), hangsAfter("It is "));
        Accepted accepted;
        try (var core = cast.core(directory, all)) {
            accepted = core.send("", "go");
            answer(core, accepted, request(core, accepted));
            core.follow(accepted.conversation(), 0, event -> isText(event, "It is "));
        }
        cast.clear();
        cast.plays("scout", says("It is sent."));
        cast.plays("boss", says("Done."));
        try (var core = cast.core(directory, all)) {
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.DONE);
            var reply = reply(core, accepted);
            assertThat(reply.text()).isEqualTo("Well. \n\nDone.");
            assertThat(helpers(reply)).hasSize(1);
            assertThat(text(helpers(reply).getFirst())).isEqualTo("It is sent.");
            assertThat(tools(reply).getFirst().result()).isEqualTo("It is sent.");
        }
        assertThat(send.calls()).hasSize(1);
    }

    @Test
    void a_helper_that_says_something_else_after_a_crash_begins_anew() throws Exception {
        Agent[] all = {boss(List.of("scout")), agent("scout")};
        cast.plays("boss", calls("", ask("1", "scout", "x")));
        cast.plays("scout", hangsAfter("It is "));
        Accepted accepted;
        try (var core = cast.core(directory, all)) {
            accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, event -> isText(event, "It is "));
        }
        cast.clear();
        cast.plays("scout", says("Nothing."));
        cast.plays("boss", says("Done."));
        try (var core = cast.core(directory, all)) {
            core.untilEnd(accepted);
            var reply = reply(core, accepted);
            assertThat(helpers(reply)).extracting(Cast::text).containsExactly("Nothing.");
            assertThat(reply.versions()).hasSize(1);
        }
    }

    @Test
    void an_answer_that_begins_anew_keeps_what_its_helpers_did() throws Exception {
        var look = Hand.quick("look", arguments -> ToolOutput.of("seen"));
        Agent[] all = {boss(List.of("scout")), agent("scout", look)};
        cast.plays("boss", calls("", ask("1", "scout", "x")), hangsAfter("So it "));
        cast.plays("scout", calls("", call("1", "look")), says("Found."));
        Accepted accepted;
        try (var core = cast.core(directory, all)) {
            accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, event -> isText(event, "So it "));
        }
        cast.clear();
        cast.plays("boss", says("Otherwise."));
        try (var core = cast.core(directory, all)) {
            core.untilEnd(accepted);
            var reply = reply(core, accepted);
            assertThat(reply.versions()).hasSize(2);
            assertThat(reply.text()).isEqualTo("Otherwise.");
            assertThat(text(helpers(reply).getFirst())).isEqualTo("Found.");
            assertThat(look.calls()).hasSize(1);
        }
    }

    @Test
    void a_question_of_a_helper_outlives_the_server() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        Agent[] all = {boss(List.of("scout")), agent("scout", send)};
        cast.plays("boss", calls("", ask("1", "scout", "x")), says("Done."));
        cast.plays("scout", calls("", call("1", "send")), says("Sent."));
        Accepted accepted;
        try (var core = cast.core(directory, all)) {
            accepted = core.send("", "go");
            request(core, accepted);
        }
        assertThat(send.calls()).isEmpty();
        try (var core = cast.core(directory, all)) {
            answer(core, accepted, request(core, accepted));
            core.untilEnd(accepted);
        }
        assertThat(send.calls()).hasSize(1);
    }

    @Test
    void who_takes_over_answers_with_its_own_instruction_and_tools() throws Exception {
        var look = Hand.quick("look", arguments -> ToolOutput.of("seen"));
        Agent[] all = {
            agent("boss", Agent.Limits.DEFAULT, List.of(), List.of("sales")), agent("sales", look)
        };
        cast.plays(
                "boss",
                calls(
                        "One moment. ",
                        new ToolCall("1", "hand_over_to_sales", "{\"note\":\"wants 3\"}")));
        cast.plays("sales", calls("", call("1", "look")), hangsAfter("Three "));
        Accepted accepted;
        try (var core = cast.core(directory, all)) {
            accepted = core.send("", "three please");
            core.follow(accepted.conversation(), 0, event -> isText(event, "Three "));
        }
        cast.clear();
        cast.plays("sales", says("Three it is."));
        try (var core = cast.core(directory, all)) {
            core.untilEnd(accepted);
            var reply = reply(core, accepted);
            assertThat(reply.text()).isEqualTo("One moment. \n\nThree it is.");
            assertThat(reply.parts())
                    .filteredOn(Part.Handover.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Part.Handover.class,
                            change -> assertThat(change.agent()).isEqualTo("sales"));
        }
        assertThat(look.calls()).hasSize(1);
        var last = cast.heard.getLast();
        assertThat(last.instruction()).startsWith("sales").contains("wants 3");
        assertThat(last.tools()).extracting(tool -> tool.name()).containsExactly("look");
        assertThat(last.turns())
                .as("the question, and its own round; nothing of the one before")
                .hasSize(3);
    }
}
