package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.Pictures.desktop;
import static runnel.testkit.Pictures.phone;
import static runnel.testkit.Pictures.take;
import static runnel.testkit.ScriptedModel.calls;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.agent.Face;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;
import runnel.testkit.TestServer;
import runnel.tool.Tool;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/** How agents at work look, and what stands around conversations: a picture of each state. */
final class WorkLooksTest {
    private static final String RICH =
            """
            A drop that falls through air reaches the speed at which drag and weight balance:

            $$
            v = \\sqrt{\\frac{8\\,r\\,\\rho_w\\,g}{3\\,C_d\\,\\rho_a}}
            $$

            For a radius of \\(r = 1\\,\\mathrm{mm}\\) that is about **6.5 m/s**.

            ```mermaid
            flowchart LR
              Cloud --> Drop --> Stream --> River --> Sea
              Sea --> Cloud
            ```

            - [x] weight
            - [x] drag
            - [ ] wind
            """;

    @TempDir Path directory;

    @Test
    void agents_to_choose_from() throws Exception {
        var agents =
                Agents.of(
                        new Agent("assistant", ""),
                        agent(
                                "editor",
                                Map.of("en", "Editor", "zh", "编辑"),
                                Map.of(
                                        "en", "Makes a text shorter and clearer.",
                                        "zh", "让文字更短、更清楚。"),
                                Map.of(
                                        "en",
                                                List.of(
                                                        "Shorten this email",
                                                        "Find what is unclear in this text"),
                                        "zh", List.of("把这封邮件改短", "找出这段文字里不清楚的地方"))),
                        agent(
                                "librarian",
                                Map.of("en", "Librarian", "zh", "图书管理员"),
                                Map.of(
                                        "en", "Answers from your documents.",
                                        "zh", "根据您的文档回答。"),
                                Map.of()));
        var model = ScriptedModel.of(ScriptedModel.says(List::of, 0));
        try (var site = Site.start(directory, model, agents);
                var browser = Browser.open(desktop());
                var chinese =
                        Browser.open(
                                desktop().setColorScheme(ColorScheme.DARK).setLocale("zh-CN"));
                var hand = Browser.open(phone())) {
            take(browser.visit(site.url("/?agent=editor")), "agents");
            take(chinese.visit(site.url("/?agent=editor")), "agents-dark-zh");
            take(hand.visit(site.url("/")), "agents-phone");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void tools_and_questions() throws Exception {
        var source =
                new ToolOutput.Source("The rivers of the north", "https://example.org/rivers", "…");
        Tool find =
                Hand.quick(
                        "search_library",
                        arguments -> new ToolOutput("3 books found", List.of(source)));
        var send = new Hand("send_mail", true, 20_000, arguments -> ToolOutput.of("sent"));
        var model =
                ScriptedModel.of(
                        calls(
                                "Let me look that up. ",
                                new ToolCall("1", "search_library", "{\"about\": \"rivers\"}")),
                        calls(
                                "The best of them is on the north [1]. I write to the library. ",
                                new ToolCall(
                                        "2",
                                        "send_mail",
                                        "{\"to\": \"library@example.org\", \"text\": \"Please reserve it.\"}")),
                        ScriptedModel.says(text -> List.of("It is reserved for you."), 0));
        try (var site = Site.start(directory, model, Agents.of(worker(find, send)));
                var browser = Browser.open(desktop());
                var dark =
                        Browser.open(
                                desktop().setColorScheme(ColorScheme.DARK).setLocale("zh-CN"));
                var hand = Browser.open(phone())) {
            var page = PageTest.ask(browser, site, "Find me a book about rivers and reserve it");
            assertThat(page.locator(".question button")).hasCount(2);
            take(page, "approval");
            take(dark.visit(page.url()), "approval-dark-zh");
            take(hand.visit(page.url()), "approval-phone");
            page.click(".question .main");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            page.locator(".call summary").first().click();
            take(page, "tools");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void formulas_and_diagrams_and_a_connection_that_is_lost() throws Exception {
        var teller = new Teller(RICH);
        teller.finish();
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open(desktop());
                var dark = Browser.open(desktop().setColorScheme(ColorScheme.DARK))) {
            var page = PageTest.ask(browser, site, "How fast does rain fall?");
            assertThat(page.locator("figure.mermaid img")).isVisible();
            take(page, "rich");
            var second = dark.visit(page.url());
            assertThat(second.locator("figure.mermaid img")).isVisible();
            take(second, "rich-dark");
            page.locator("#text").press("ArrowUp");
            assertThat(page.locator("#editing")).isVisible();
            take(page, "editing");
            page.locator("#text").press("Escape");
            site.stop();
            assertThat(page.locator(".when-lost")).isVisible();
            take(page, "connection-lost");
        }
    }

    @Test
    void a_queue_and_files_and_memory() throws Exception {
        var teller = new Teller("We meet at noon, by the bridge.");
        try (var site = Site.start(directory.resolve("site"), ScriptedModel.of(teller));
                var browser = Browser.open(desktop())) {
            var page = PageTest.ask(browser, site, "When do we meet?");
            PageTest.send(page, "And where exactly?");
            PageTest.send(page, "Shall I bring a map?");
            PageTest.send(page, "What if it rains?");
            assertThat(page.locator(".queued")).hasCount(3);
            take(page, "queue");
            teller.finish();
        }
        try (var server = TestServer.start(directory.resolve("server"));
                var browser = Browser.open(desktop())) {
            var page = browser.visit(server.app().url());
            page.setInputFiles(
                    "#choose",
                    new FilePayload[] {
                        file("travel notes.md", "We meet at noon."),
                        file("packing.csv", "thing\nmap")
                    });
            assertThat(page.locator("#attached progress:not([hidden])")).hasCount(0);
            page.fill("#text", "What do I still have to pack?");
            take(page, "files");
            page.press("#text", "Enter");
            page.waitForURL("**/conversations/c_*");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            take(page, "files-sent");
            page.navigate(server.app().url() + "/memory");
            page.fill(".add input", "I am a vegetarian.");
            page.press(".add input", "Enter");
            page.fill(".add input", "Our team meets on Thursdays.");
            page.press(".add input", "Enter");
            assertThat(page.locator(".facts li")).hasCount(2);
            take(page, "memory");
            take(browser.visit(server.app().url() + "/docs"), "api");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void the_door() throws Exception {
        try (var server = TestServer.start(directory, Map.of(Setting.HOST, "0.0.0.0"));
                var browser = Browser.open(desktop());
                var chinese =
                        Browser.open(
                                desktop().setColorScheme(ColorScheme.DARK).setLocale("zh-CN"))) {
            var page = browser.visit(server.app().url());
            take(page, "login");
            take(chinese.visit(server.app().url()), "login-dark-zh");
            page.fill("#token", server.app().firstToken().orElseThrow());
            page.press("#token", "Enter");
            assertThat(page.locator("#composer")).isVisible();
            page.click(".sidebar-foot summary");
            take(page, "preferences");
            page.click(".leave");
            assertThat(page.locator("#token")).isVisible();
            page.navigate(server.app().url());
            assertThat(page.locator("#token")).isVisible();
        }
    }

    private static Agent worker(Tool... tools) {
        return new Agent(
                "assistant", "", new Toolbox(Arrays.asList(tools), Map.of()), Agent.ROUNDS);
    }

    private static Agent agent(
            String name,
            Map<String, String> title,
            Map<String, String> description,
            Map<String, List<String>> starters) {
        return new Agent(
                name,
                new Face(title, description, starters),
                "You are " + name,
                "",
                Toolbox.EMPTY,
                new Agent.Team(List.of(), List.of()),
                Agent.Limits.DEFAULT);
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
