package runnel.workflow.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.testkit.Hand;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;
import runnel.workflow.AgentTask;
import runnel.workflow.Step;
import runnel.workflow.TextTask;
import runnel.workflow.ToolTask;
import runnel.workflow.Workflow;

/** Workflows in files come, change and go while the server runs. */
final class WorkflowFilesTest {
    private static final Toolbox TOOLS =
            new Toolbox(List.of(Hand.quick("look", arguments -> ToolOutput.of(""))), Map.of());
    private static final String ONE = "steps: [{name: one, text: hello}]";

    @TempDir Path home;
    private final AtomicLong seconds = new AtomicLong(1_800_000_000);

    private WorkflowFiles files() {
        Clock clock = () -> Instant.ofEpochSecond(seconds.addAndGet(10));
        return new WorkflowFiles(
                home.resolve("workflows"), List.of(), TOOLS, () -> Set.of("data"), clock);
    }

    @Test
    void a_definition_says_all_that_there_is_to_say() throws Exception {
        write(
                "report.yaml",
                """
                title: {en: Report, zh: 报告}
                starters: [Go]
                steps:
                  - parallel:
                      - {name: facts, tool: look, arguments: {q: "{{message}}"}}
                      - {name: mood, task: "{{message}}", instruction: Feel., tools: [look]}
                  - name: words
                    agent: poet
                    task: "{{facts.items.1}} {{ mood }}"
                    when: {value: "{{mood}}", contains: glad}
                    attempts: 4
                answer: "{{words}}!"
                """);
        var workflow = files().find("report").orElseThrow();
        assertThat(workflow.face().title("zh")).isEqualTo("报告");
        assertThat(workflow.face().starters("en")).containsExactly("Go");
        assertThat(workflow.groups().stream().map(WorkflowFilesTest::names))
                .containsExactly(List.of("facts", "mood"), List.of("words"), List.of("answer"));
        assertThat(workflow.steps().stream().map(Step::task).map(Object::getClass))
                .isEqualTo(
                        List.of(ToolTask.class, AgentTask.class, AgentTask.class, TextTask.class));
        assertThat(workflow.steps().get(2).attempts()).isEqualTo(4);
        assertThat(files().faults()).isEmpty();
    }

    @Test
    void a_workflow_that_ends_with_a_text_says_no_more() throws Exception {
        write("short.yaml", ONE);
        assertThat(files().find("short").orElseThrow().groups()).hasSize(1);
    }

    @Test
    void they_come_change_and_go() throws Exception {
        var files = files();
        assertThat(files.list()).isEmpty();
        write("a.yaml", ONE);
        assertThat(files.list()).extracting(Workflow::name).containsExactly("a");
        write("a.yaml", "steps: [{name: one, text: hello}, {name: two, txt: x}]");
        assertThat(files.find("a").orElseThrow().steps()).hasSize(1);
        assertThat(files.faults()).extracting(Problem::code).containsExactly("workflow-key");
        write("a.yaml", "steps: [{name: one, text: hello}, {name: two, text: there}]");
        assertThat(files.find("a").orElseThrow().steps()).hasSize(2);
        assertThat(files.faults()).isEmpty();
        Files.delete(home.resolve("workflows/a.yaml"));
        assertThat(files.list()).isEmpty();
    }

    @Test
    void a_name_has_one_workflow() throws Exception {
        write("a.yaml", "name: same\n" + ONE);
        write("b.yaml", "name: same\n" + ONE);
        write("c.yaml", "name: data\n" + ONE);
        assertThat(files().list()).extracting(Workflow::name).containsExactly("same");
        assertThat(files().faults())
                .extracting(Problem::code)
                .containsExactly("workflow-twice", "workflow-twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key-missing | 1:1 | title: x",
                "key-missing | 1:1 | ''",
                "key-missing | 2:3 | steps:\\n- text: x",
                "key-missing | 1:1 | steps: []",
                "key | 2:13 | steps:\\n- {name: a, txt: x}",
                "key-twice | 2:1 | steps: []\\nsteps: []",
                "type | 1:8 | steps: words",
                "type | 1:9 | steps: [words]",
                "type | 2:32 | steps:\\n- {name: a, text: x, attempts: many}",
                "name | 2:10 | steps:\\n- {name: A B, text: x}",
                "name | 2:7 | steps: []\\nname: Big Name",
                "step-twice | 3:10 | steps:\\n- {name: a, text: x}\\n- {name: a, text: x}",
                "step-twice | 2:10 | steps:\\n- {name: message, text: x}",
                "step-twice | 2:1 | steps:\\n- {name: answer, task: x}",
                "kind | 2:3 | steps:\\n- {name: a}",
                "stray | 2:28 | steps:\\n- {name: a, text: x, task: x}",
                "stray | 2:29 | steps:\\n- {name: a, text: x, model: x}",
                "stray | 2:39 | steps:\\n- {name: a, task: x, agent: b, model: x}",
                "together | 2:9 | steps:\\n- name: a\\n  parallel: []",
                "reference | 2:19 | steps:\\n- {name: a, text: '{{b}}'}",
                "reference | 2:19 | steps:\\n- {name: a, text: '{{a}}'}",
                "reference | 3:30 | steps:\\n- parallel: [{name: a, text: x},\\n             {name: b, text: '{{a}}'}]",
                "reference | 1:9 | answer: '{{b}}'\\nsteps: [{name: a, text: x}]",
                "reference | 2:36 | steps:\\n- {name: a, text: x, when: {value: '{{z}}'}}",
                "template | 2:19 | steps:\\n- {name: a, text: '{{message'}",
                "condition | 2:56 | steps:\\n- {name: a, text: x, when: {value: y, is: z, contains: z}}",
                "file | 2:1 | name: a\\n\\tsteps: []",
            })
    void what_is_wrong_is_said_with_file_line_and_column(String code, String place, String text)
            throws Exception {
        write("x.yaml", text.replace("\\n", "\n").replace("\\t", "\t"));
        assertThat(files().faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("workflow-" + code);
                    assertThat(fault.values().getFirst()).isEqualTo("workflows/x.yaml:" + place);
                });
    }

    private static List<String> names(runnel.workflow.Group group) {
        return group.steps().stream().map(Step::name).toList();
    }

    private void write(String name, String text) throws IOException {
        var file = Files.createDirectories(home.resolve("workflows")).resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.ofEpochSecond(seconds.incrementAndGet())));
    }
}
