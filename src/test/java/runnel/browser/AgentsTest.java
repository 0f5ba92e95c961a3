package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.ScriptedModel.calls;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.agent.Face;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.tool.ToolCall;
import runnel.tool.Toolbox;

/** A person chooses who answers, and sees whom that one turns to. */
final class AgentsTest {
    private static final Pattern CONVERSATION = Pattern.compile(".*/conversations/c_.*");

    @TempDir Path directory;

    @Test
    void the_choice_begins_with_starters_and_is_kept_for_all_viewers() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text(prompt.instruction().isEmpty() ? "Plain." : prompt.instruction());
                    return ScriptedModel.done();
                });
        var agents = Agents.of(new Agent("assistant", ""), agent("poet", "Poet", List.of()));
        try (var site = Site.start(directory, model, agents);
                var browser = Browser.open()) {
            var page = browser.visit(site.url("/"));
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Poet")).click();
            assertThat(page.locator(".welcome h2")).hasText("Poet");
            page.locator(".starters button").click();
            page.waitForURL(CONVERSATION);
            assertThat(page.locator(".agent .prose")).hasText("I am poet");
            assertThat(page.locator("#agent")).hasValue("poet");
            var other = browser.visit(page.url());
            other.selectOption("#agent", "assistant");
            assertThat(page.locator("#agent")).hasValue("assistant");
            page.fill("#text", "And now?");
            page.press("#text", "Enter");
            assertThat(page.locator(".agent .prose").last()).hasText("Plain.");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_helper_speaks_under_its_name_and_folds_away_and_who_takes_over_has_a_heading()
            throws Exception {
        var go = new CountDownLatch(1);
        var model =
                ScriptedModel.of(
                        calls("", new ToolCall("1", "ask_scout", "{\"task\":\"look\"}")),
                        (prompt, sink) -> {
                            sink.text("I *see* ");
                            go.await();
                            sink.text("two.");
                            return ScriptedModel.done();
                        },
                        calls("", new ToolCall("2", "hand_over_to_scout", "{}")),
                        ScriptedModel.says(text -> List.of("Two."), 0));
        var boss =
                new Agent(
                        "assistant",
                        Face.NONE,
                        "",
                        "",
                        Toolbox.EMPTY,
                        new Agent.Team(List.of("scout"), List.of("scout")),
                        Agent.Limits.DEFAULT);
        var agents = Agents.of(boss, agent("scout", "Scout", List.of()));
        try (var site = Site.start(directory, model, agents);
                var browser = Browser.open()) {
            var page = browser.visit(site.url("/"));
            page.fill("#text", "How many?");
            page.press("#text", "Enter");
            page.waitForURL(CONVERSATION);
            assertThat(page.locator(".helper .label")).hasText("Scout");
            assertThat(page.locator(".helper .prose em")).hasText("see");
            assertThat(page.locator(".helper .prose")).isVisible();
            var late = browser.visit(page.url());
            assertThat(late.locator(".helper .prose em")).hasText("see");
            go.countDown();
            for (var one : List.of(page, late)) {
                assertThat(one.locator(".agent:not([aria-busy])")).isVisible();
                assertThat(one.locator(".helper .prose")).isHidden();
                assertThat(one.locator(".handover")).hasText("Scout");
                assertThat(one.locator(".agent > .body > .prose").last()).hasText("Two.");
            }
            page.click(".helper summary");
            assertThat(page.locator(".helper .prose")).hasText("I see two.");
            page.click(".helper summary");
            assertThat(shown(browser.visit(page.url()))).isEqualTo(shown(page));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String shown(Page page) {
        return page.innerHTML("#messages .agent .body").replaceAll("\\s+(?=<)|(?<=>)\\s+", "");
    }

    private static Agent agent(String name, String title, List<String> helpers) {
        return new Agent(
                name,
                new Face(Map.of("en", title), Map.of(), Map.of("en", List.of("Who are you?"))),
                "I am " + name,
                "",
                Toolbox.EMPTY,
                new Agent.Team(helpers, List.of()),
                Agent.Limits.DEFAULT);
    }
}
