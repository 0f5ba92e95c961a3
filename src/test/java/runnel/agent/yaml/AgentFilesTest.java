package runnel.agent.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.agent.Agent;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.testkit.Hand;
import runnel.tool.Tool;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/** Agents in files come, change and go while the server runs. */
class AgentFilesTest {
    private static final Tool LOOK = Hand.quick("look", arguments -> ToolOutput.of(""));
    private static final Tool CRM = Hand.quick("crm_find", arguments -> ToolOutput.of(""));
    private static final Toolbox TOOLS = new Toolbox(List.of(LOOK, CRM), Map.of());
    private static final Agent ASSISTANT = new Agent("assistant", "", TOOLS, 3);

    @TempDir Path home;
    private final AtomicLong seconds = new AtomicLong(1_800_000_000);

    private AgentFiles agents() {
        Clock clock = () -> Instant.ofEpochSecond(seconds.addAndGet(10));
        return new AgentFiles(home.resolve("agents"), List.of(ASSISTANT), TOOLS, clock);
    }

    @Test
    void a_definition_says_all_that_there_is_to_say() throws Exception {
        write(
                "support.yaml",
                """
                title: {en: Support, zh: 客服}
                description: Knows the handbook.
                instruction: |
                  You help.
                model: openai/small
                tools: [look, "crm_*", not_there_yet]
                agents: [assistant]
                limits: {rounds: 2, tokens: 1_000}
                starters: {en: [How?, Why?], zh: [怎么？]}
                """);
        var agent = agents().find("support").orElseThrow();
        assertThat(agent.face().title("zh")).isEqualTo("客服");
        assertThat(agent.face().title("fr")).isEqualTo("Support");
        assertThat(agent.face().description("zh")).isEqualTo("Knows the handbook.");
        assertThat(agent.face().starters("en")).containsExactly("How?", "Why?");
        assertThat(agent.instruction()).isEqualTo("You help.");
        assertThat(agent.model()).isEqualTo("openai/small");
        assertThat(agent.tools().names()).containsExactly("look", "crm_find");
        assertThat(agent.team().helpers()).containsExactly("assistant");
        assertThat(agent.limits())
                .isEqualTo(new Agent.Limits(2, Agent.Limits.DEFAULT.seconds(), 1_000));
    }

    @Test
    void they_come_change_and_go() throws Exception {
        var agents = agents();
        assertThat(names(agents)).containsExactly("assistant");
        write("poet.yaml", "instruction: Rhyme.");
        assertThat(names(agents)).containsExactly("assistant", "poet");
        assertThat(agents.find("poet").orElseThrow().tools().isEmpty()).isTrue();
        write("poet.yaml", "instruction: Rhyme well, and at length.");
        assertThat(agents.find("poet").orElseThrow().instruction()).contains("at length");
        Files.delete(home.resolve("agents/poet.yaml"));
        assertThat(names(agents)).containsExactly("assistant");
        write("mine.yml", "name: assistant\ninstruction: Mine.");
        assertThat(agents.standard().instruction()).isEqualTo("Mine.");
    }

    @Test
    void a_broken_file_takes_nobody_down() throws Exception {
        var agents = agents();
        write("a.yaml", "instruction: One.");
        write("b.yaml", "instruction: Two.");
        assertThat(names(agents)).containsExactly("assistant", "a", "b");
        write("a.yaml", "instruction: One.\n\ntool: [look]\n");
        write("c.yaml", "instruction: [");
        assertThat(names(agents)).containsExactly("assistant", "a", "b");
        assertThat(agents.faults())
                .extracting(Problem::code)
                .containsExactly("agent-key", "agent-file");
        assertThat(agents.faults().getFirst().getMessage())
                .isEqualTo("agents/a.yaml:3:1: there is no key \"tool\"");
        write("a.yaml", "instruction: One again.");
        Files.delete(home.resolve("agents/c.yaml"));
        assertThat(agents.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent-key-missing | agents/x.yaml:1:1 | title: x",
                "agent-key-missing | agents/x.yaml:1:1 | ''",
                "agent-key-twice | agents/x.yaml:2:1 | instruction: a\\ninstruction: b",
                "agent-key | agents/x.yaml:2:9 | instruction: a\\ntitle: {fr: x}",
                "agent-type | agents/x.yaml:2:8 | instruction: a\\nmodel: [x]",
                "agent-type | agents/x.yaml:3:11 | instruction: a\\nlimits:\\n  rounds: many",
                "agent-type | agents/x.yaml:1:1 | just words",
                "agent-name | agents/x.yaml:2:7 | instruction: a\\nname: Two Words",
                "agent-itself | agents/x.yaml:2:9 | instruction: a\\nagents: [x]",
                "agent-stranger | agents/x.yaml:1 | instruction: a\\nhand_over: [nobody]",
                "agent-starters | agents/x.yaml:2:11 | instruction: a\\nstarters: [1,2,3,4,5,6,7]",
                "agent-file | agents/x.yaml:2:1 | instruction: a\\n\\tx: 1",
            })
    void what_is_wrong_is_said_with_file_line_and_column(String code, String place, String text)
            throws Exception {
        write("x.yaml", text.replace("\\n", "\n").replace("\\t", "\t"));
        assertThat(agents().faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo(code);
                    assertThat(fault.values().getFirst()).isEqualTo(place);
                });
    }

    @Test
    void two_files_for_one_name_are_told_of() throws Exception {
        write("a.yaml", "name: same\ninstruction: One.");
        write("b.yaml", "name: same\ninstruction: Two.");
        var agents = agents();
        assertThat(agents.find("same").orElseThrow().instruction()).isEqualTo("One.");
        assertThat(agents.faults()).extracting(Problem::code).containsExactly("agent-twice");
    }

    private static List<String> names(AgentFiles agents) {
        return agents.list().stream().map(Agent::name).toList();
    }

    private void write(String name, String text) throws IOException {
        var file = Files.createDirectories(home.resolve("agents")).resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.ofEpochSecond(seconds.incrementAndGet())));
    }
}
