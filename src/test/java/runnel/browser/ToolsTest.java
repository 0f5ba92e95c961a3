package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.ScriptedModel.calls;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.testkit.Browser;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.tool.Tool;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/** A person sees what an agent does, and has the last word. */
final class ToolsTest {
    private static final Pattern CONVERSATION = Pattern.compile(".*/conversations/c_.*");

    @TempDir Path directory;

    @Test
    void a_tool_call_is_a_quiet_line_that_opens_and_sources_stand_below() throws Exception {
        var source = new ToolOutput.Source("Rivers <of> the world", "https://example.org/r", "…");
        Tool find = Hand.quick("find", arguments -> new ToolOutput("<b>two</b>", List.of(source)));
        var model =
                ScriptedModel.of(
                        calls("Let me look. ", new ToolCall("1", "find", "{\"q\":\"<rivers>\"}")),
                        ScriptedModel.says(text -> List.of("Two of them [1]."), 0));
        try (var site = Site.start(directory, model, agent(find));
                var browser = Browser.open()) {
            var page = ask(browser, site, "How many rivers?");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            assertThat(page.locator(".call .label")).hasText("Find");
            assertThat(page.locator(".call .head")).hasAttribute("data-state", "done");
            page.click(".call summary");
            assertThat(page.locator(".call .data").first()).hasText("{\"q\":\"<rivers>\"}");
            assertThat(page.locator(".call .data").last()).containsText("<b>two</b>");
            page.click(".call summary");
            assertThat(page.locator(".sources .name")).hasText("Rivers <of> the world");
            assertThat(page.locator(".sources a")).hasAttribute("href", "https://example.org/r");
            assertThat(page.locator(".agent .prose").last()).hasText("Two of them [1].");
            assertThat(page.locator(".prose a.cite")).hasAttribute("href", "https://example.org/r");
            assertThat(page.locator(".prose a.cite"))
                    .hasAttribute("title", "Rivers <of> the world");

            var again = browser.visit(page.url());
            assertThat(again.locator(".prose a.cite")).isVisible();
            assertThat(shown(again)).isEqualTo(shown(page));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_question_is_answered_once_from_any_page_also_after_a_restart() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        var model =
                ScriptedModel.of(
                        calls("", new ToolCall("1", "send", "{\"to\":\"bob\"}")),
                        ScriptedModel.says(text -> List.of("Done."), 0));
        try (var site = Site.start(directory, model, agent(send));
                var browser = Browser.open()) {
            var first = ask(browser, site, "Send it");
            var second = browser.visit(first.url());
            assertThat(first.locator(".question button")).hasCount(2);
            assertThat(second.locator(".question button")).hasCount(2);
            site.stop();
            site.start();
            assertThat(send.calls()).isEmpty();
            assertThat(second.locator("#connection")).isHidden();
            second.click(".question .main");
            for (var page : List.of(first, second)) {
                assertThat(page.locator(".call .head")).hasAttribute("data-state", "done");
                assertThat(page.locator(".question button")).hasCount(0);
                assertThat(page.locator(".agent .prose").last()).hasText("Done.");
            }
            assertThat(send.calls()).containsExactly("{\"to\":\"bob\"}");
        }
    }

    @Test
    void stop_leaves_no_question_behind() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        var model = ScriptedModel.of(calls("", new ToolCall("1", "send", "{}")));
        try (var site = Site.start(directory, model, agent(send));
                var browser = Browser.open()) {
            var page = ask(browser, site, "Send it");
            assertThat(page.locator(".question button")).hasCount(2);
            page.click("button.stop");
            assertThat(page.locator(".question button")).hasCount(0);
            assertThat(page.locator(".call .head")).hasAttribute("data-state", "stopped");
            assertThat(shown(browser.visit(page.url()))).isEqualTo(shown(page));
            assertThat(send.calls()).isEmpty();
        }
    }

    private static String shown(Page page) {
        var html = page.innerHTML("#messages .agent .body") + page.innerHTML("#messages .sources");
        return html.replaceAll("\\s+(?=<)|(?<=>)\\s+", "");
    }

    private static Agent agent(Tool... tools) {
        return new Agent(
                "assistant", "", new Toolbox(Arrays.asList(tools), Map.of()), Agent.ROUNDS);
    }

    private static Page ask(Browser browser, Site site, String text) {
        var page = browser.visit(site.url("/"));
        page.fill("#text", text);
        page.press("#text", "Enter");
        page.waitForURL(CONVERSATION);
        return page;
    }
}
