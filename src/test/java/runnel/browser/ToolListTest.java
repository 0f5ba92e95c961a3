package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.FreePort;
import runnel.testkit.ShiftingServer;
import runnel.testkit.TestServer;

/** People see which tools there are, and what changes about them while they look. */
final class ToolListTest {
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

    @TempDir Path data;

    @BeforeAll
    static void install() throws Exception {
        ShiftingServer.require();
    }

    @Test
    void tools_that_come_and_go_are_told_and_shown_on_open_pages() throws Exception {
        var port = FreePort.next();
        try (var tools = ShiftingServer.listening(port);
                var server = start(tools);
                var browser = Browser.open()) {
            var board = browser.visit(server.app().url() + "/tools");
            var running = "[data-server=shifting] .standing[data-state=running]";
            assertThat(board.locator(running)).isVisible(PATIENT);
            assertThat(board.locator("[data-server=shifting] .tool-rows li")).hasCount(3);
            assertThat(row(board, "calculator")).containsText("free to use");
            assertThat(row(board, "remember")).containsText("switched off");

            tools.change("learn");
            assertThat(board.locator("#notice span"))
                    .hasText("Tools of “shifting” changed: + shifting_recite");
            assertThat(row(board, "shifting_recite")).containsText("Says the poem.");

            var start = browser.visit(server.app().url() + "/");
            start.click(".abilities summary");
            assertThat(start.locator(".abilities li", text("shifting_recite"))).isVisible();
            assertThat(start.locator(".abilities li", text("remember"))).hasCount(0);
            tools.change("forget");
            assertThat(start.locator("#notice span"))
                    .hasText("Tools of “shifting” changed: − shifting_recite");
            assertThat(start.locator(".abilities li", text("shifting_recite"))).hasCount(0);
            assertThat(start.locator(".abilities")).hasAttribute("open", "");
            assertThat(row(board, "shifting_recite")).hasCount(0);
            assertThat(browser.complaints()).isEmpty();

            var api = server.http().get("/api/v1/tools").json();
            assertThat(api.at("/servers/0/state").asText()).isEqualTo("running");
            assertThat(api.at("/servers/0/tools").toString())
                    .isEqualTo("[\"shifting_learn\",\"shifting_forget\",\"shifting_slow\"]");
            assertThat(api.path("tools").findValuesAsText("permission")).contains("allow", "deny");
        }
    }

    private TestServer start(ShiftingServer tools) throws Exception {
        Files.writeString(
                data.resolve("mcp.json"),
                "{\"mcpServers\":{\"shifting\":{\"url\":\"%s\"}}}".formatted(tools.url()));
        return TestServer.start(data, Map.of(Setting.TOOLS_DENY, "remember"));
    }

    private static Locator row(Page page, String tool) {
        return page.locator(".tool-rows li", text(tool));
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
