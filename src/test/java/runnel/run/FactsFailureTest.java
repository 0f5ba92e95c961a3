package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.agent.RememberTool;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Facts;
import runnel.event.Outcome;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;
import runnel.tool.Toolbox;

class FactsFailureTest {
    @TempDir Path directory;

    @Test
    void a_run_whose_facts_cannot_be_read_ends_and_the_next_one_is_answered() throws Exception {
        var facts = new Unreadable();
        var tools = new Toolbox(List.of(new RememberTool(facts, Clock.system())), Map.of());
        var agent = new Agent("assistant", "", tools, Agent.ROUNDS);
        var model = ScriptedModel.of(ScriptedModel.says(asked -> List.of("re: ", asked), 0));
        try (var core = new Core(directory, model, agent)) {
            core.runs.remember(facts);
            var first = core.send("c", "one");
            assertThat(Cast.outcome(core.untilEnd(first))).isEqualTo(Outcome.FAILED);
            facts.readable = true;
            var second = core.send("c", "two");
            assertThat(Cast.outcome(core.untilEnd(second))).isEqualTo(Outcome.DONE);
        }
    }

    /** Facts in a database that has no connection to give. */
    private static final class Unreadable implements Facts {
        private volatile boolean readable;

        @Override
        public boolean isOn(String owner) {
            if (!readable) {
                throw new Problem(Problem.Kind.STORAGE, "storage-failed", "no connection is free");
            }
            return true;
        }

        @Override
        public void turn(String owner, boolean on) {}

        @Override
        public List<Fact> list(String owner) {
            isOn(owner);
            return List.of();
        }

        @Override
        public Fact add(String owner, String text, long nowMillis) {
            return new Fact("f", text, nowMillis);
        }

        @Override
        public void change(String owner, String id, String text) {}

        @Override
        public void remove(String owner, String id) {}

        @Override
        public void clear(String owner) {}
    }
}
