package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;

/** Everything by the keyboard, and no key that an input method holds does anything else. */
final class PaletteTest {
    private static final ScriptedModel.Script ECHO =
            ScriptedModel.says(asked -> List.of("You said: ", asked), 0);

    @TempDir Path directory;

    @Test
    void the_palette_finds_messages_and_does_what_buttons_do() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ECHO));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "Where are the needles? 针");
            PageTest.ask(browser, site, "Something else").close();
            page.keyboard().press("Control+k");
            assertThat(page.locator("#palette")).isVisible();
            assertThat(page.locator("#palette-text")).isFocused();
            assertThat(page.getByText("Stop the answer").first()).isHidden();

            page.keyboard().type("system pro");
            assertThat(page.locator("#palette-none")).isVisible();
            page.fill("#palette-text", "instr");
            page.keyboard().press("Enter");
            assertThat(page.locator("#palette")).isHidden();
            assertThat(page.locator("#instruction")).isVisible();
            page.keyboard().press("Escape");

            page.keyboard().press("Control+k");
            page.fill("#palette-text", "针");
            assertThat(page.locator("#palette-found mark")).hasText(new String[] {"针", "针"});
            page.keyboard().press("Control+k");
            assertThat(page.locator("#palette")).isHidden();

            page.keyboard().press("Control+k");
            page.fill("#palette-text", "something else");
            assertThat(page.locator("#palette-found .choice")).not().hasCount(0);
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Enter");
            assertThat(page.locator(".person .text")).hasText("Something else");

            page.keyboard().press("Control+k");
            page.fill("#palette-text", "dark");
            page.keyboard().press("Enter");
            assertThat(page.locator("html[data-theme=dark]")).isVisible();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_key_that_composes_never_sends() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ECHO));
                var browser = Browser.open()) {
            var page = browser.visit(site.url("/"));
            page.focus("#text");
            compose(page, "nihao");
            held(page);
            page.waitForTimeout(300);
            assertThat(page).hasURL(site.url("/"));
            commit(page, "你好");
            assertThat(page.locator("#text")).hasValue("你好");
            page.keyboard().press("Enter");
            assertThat(page.locator(".person .text")).hasText("你好");

            page.keyboard().press("Control+k");
            compose(page, "ni");
            held(page);
            assertThat(page.locator("#palette")).isVisible();
            commit(page, "你好");
            assertThat(page.locator("#palette-found .choice").first()).isVisible();
            page.keyboard().press("Enter");
            assertThat(page.locator("#palette")).isHidden();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void the_sheet_names_every_key_and_the_last_message_is_one_key_away() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ECHO));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "hello");
            page.locator("#text").press("ArrowUp");
            assertThat(page.locator("#text")).hasValue("hello");
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            page.keyboard().press("?");
            assertThat(page.locator("#shortcuts")).isVisible();
            for (var key : List.of("Ctrl", "/", "n", "s", "c", "e", "j", "k", "End", "?", "↑")) {
                assertThat(page.locator("#shortcuts kbd").getByText(key, exact()).first())
                        .isVisible();
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static com.microsoft.playwright.Locator.GetByTextOptions exact() {
        return new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true);
    }

    /** As an input method shows what it has so far. */
    private static void compose(Page page, String text) {
        var arguments = new JsonObject();
        arguments.addProperty("text", text);
        arguments.addProperty("selectionStart", text.length());
        arguments.addProperty("selectionEnd", text.length());
        page.context().newCDPSession(page).send("Input.imeSetComposition", arguments);
    }

    /** As a browser reports the Enter key while the input method has it. */
    private static void held(Page page) {
        var arguments = new JsonObject();
        arguments.addProperty("type", "rawKeyDown");
        arguments.addProperty("key", "Enter");
        arguments.addProperty("code", "Enter");
        arguments.addProperty("windowsVirtualKeyCode", 229);
        page.context().newCDPSession(page).send("Input.dispatchKeyEvent", arguments);
    }

    /** As it hands over what was meant. */
    private static void commit(Page page, String text) {
        var arguments = new JsonObject();
        arguments.addProperty("text", text);
        page.context().newCDPSession(page).send("Input.insertText", arguments);
    }
}
