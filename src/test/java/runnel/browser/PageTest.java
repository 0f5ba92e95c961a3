package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;
import runnel.wire.LiveStream;

/** A person talks with a model on the page. */
final class PageTest {
    private static final Pattern CONVERSATION = Pattern.compile(".*/conversations/c_.*");
    private static final String STORY =
            "Water finds **its way**:\n\n- down a *hill*\n- into a `runnel`\n\n```java\nint drops = 1;\n```\n\n"
                    + "| a | b |\n|---|--:|\n| one | 2 |\n\nAnd so on, [and on](https://example.com/), to the sea.";

    private static final int MOST_WAITS = 250;
    private static final int WAIT_MILLIS = 20;

    @TempDir Path directory;

    @Test
    void an_answer_is_seen_growing_and_is_the_same_when_the_page_is_loaded_anew() throws Exception {
        var teller = new Teller(STORY);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = ask(browser, site, "Tell me of water");
            assertThat(page.locator(".agent")).hasAttribute("aria-busy", "true");
            assertThat(page.locator(".thinking")).isVisible();

            var seen = new ArrayList<String>();
            for (var word = 0; word < 30; word++) {
                teller.say(1);
                page.waitForTimeout(2 * LiveStream.PACE_MILLIS);
                seen.add(
                        page.locator(".agent .prose").count() == 0
                                ? ""
                                : page.innerText(".agent .prose"));
            }
            teller.finish();
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            assertThat(seen.stream().distinct().count()).isGreaterThan(15);
            assertThat(page.locator(".thinking")).hasCount(0);
            assertThat(page.locator("#announcement")).hasText("The answer is complete.");
            assertThat(page.innerText(".agent .prose")).contains("to the sea.");

            var anew = browser.visit(page.url());
            for (var one : List.of(page, anew)) {
                // Code is coloured a moment after it is complete.
                assertThat(one.locator(".agent code[data-rich]")).isVisible();
            }
            assertAlike(page, anew);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void stop_keeps_what_was_said_on_every_page() throws Exception {
        var teller = new Teller(STORY);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var first = ask(browser, site, "Tell me of water");
            var second = browser.visit(first.url());
            teller.say(4);
            assertThat(second.locator(".agent .prose")).hasText("Water finds its way:");
            second.click("button.stop");
            for (var page : List.of(first, second)) {
                assertThat(page.locator(".agent .state")).hasText("Stopped");
                assertThat(page.locator(".agent .prose")).hasText("Water finds its way:");
                assertThat(page.locator("button.stop")).hasCount(0);
                assertThat(page.locator("#announcement")).hasText("The answer was stopped.");
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void pause_holds_and_continue_goes_on() throws Exception {
        var teller = new Teller(STORY);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = ask(browser, site, "Tell me of water");
            teller.say(2);
            assertThat(page.locator(".agent .prose")).hasText("Water finds");
            page.click("[aria-label=Pause]");
            assertThat(page.locator("#controls").getByText("Continue")).isVisible();
            teller.finish();
            page.waitForTimeout(200);
            assertThat(page.locator(".agent .prose")).hasText("Water finds");
            page.locator("#controls").getByText("Continue").click();
            assertThat(page.locator(".agent .prose")).containsText("to the sea.");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void messages_that_wait_are_seen_edited_and_removed_everywhere() throws Exception {
        var teller = new Teller("one two three");
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var first = ask(browser, site, "first");
            var second = browser.visit(first.url());
            send(first, "second");
            send(first, "third");
            assertThat(second.locator(".queued .text")).hasText(new String[] {"second", "third"});

            second.locator(".queued [data-edits]").first().click();
            assertThat(second.locator("#text")).hasValue("second");
            send(second, "second, better");
            assertThat(first.locator(".queued .text"))
                    .hasText(new String[] {"second, better", "third"});
            first.locator(".queued [aria-label=Remove]").last().click();
            assertThat(second.locator(".queued")).hasCount(1);

            teller.finish();
            // Each tab comes to that in its own time.
            for (var tab : List.of(first, second)) {
                assertThat(tab.locator(".agent")).hasCount(2);
                assertThat(tab.locator(".agent[aria-busy]")).hasCount(0);
                assertThat(tab.locator(".queued")).hasCount(0);
            }
            assertThat(second.locator(".messages .person .text"))
                    .hasText(new String[] {"first", "second, better"});
            assertAlike(first, second);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void versions_of_messages_and_answers_are_switched() throws Exception {
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(asked -> List.of("first answer to ", asked), 0),
                        ScriptedModel.says(asked -> List.of("second answer to ", asked), 0),
                        ScriptedModel.says(asked -> List.of("third answer to ", asked), 0));
        try (var site = Site.start(directory, model);
                var browser = Browser.open()) {
            var page = ask(browser, site, "a question");
            assertThat(page.locator(".agent .prose")).hasText("first answer to a question");
            page.click("[aria-label='Answer again']");
            assertThat(page.locator(".agent .prose")).hasText("second answer to a question");
            assertThat(page.locator(".agent .versions")).hasText("2/2");
            page.click("[aria-label='Previous version']");
            assertThat(page.locator(".agent .prose")).hasText("first answer to a question");

            page.locator("#text").press("ArrowUp");
            assertThat(page.locator("#editing")).isVisible();
            assertThat(page.locator("#text")).hasValue("a question");
            send(page, "a better question");
            assertThat(page.locator(".agent .prose")).hasText("third answer to a better question");
            assertThat(page.locator("#editing")).isHidden();
            assertThat(page.locator(".person .versions")).hasText("2/2");
            page.click(".person [aria-label='Previous version']");
            assertThat(page.locator(".agent .prose")).hasText("first answer to a question");
            assertThat(page.locator(".agent .versions")).hasText("1/2");
            assertAlike(page, browser.visit(page.url()));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_new_title_is_seen_at_once() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ScriptedModel.says(List::of, 0)));
                var browser = Browser.open()) {
            var page = ask(browser, site, "hello");
            var other = browser.visit(page.url());
            page.click(".rename summary");
            page.fill("#new-title", "Of rivers");
            page.keyboard().press("Enter");
            for (var each : List.of(page, other)) {
                assertThat(each.locator("h1")).hasText("Of rivers");
                assertThat(each.locator(".conversations [aria-current]")).hasText("Of rivers");
                assertThat(each).hasTitle("Of rivers – Runnel");
            }
            assertThat(page.locator(".rename .sheet")).isHidden();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    static Page ask(Browser browser, Site site, String text) {
        var page = browser.visit(site.url("/"));
        send(page, text);
        page.waitForURL(CONVERSATION);
        return page;
    }

    static void send(Page page, String text) {
        page.fill("#text", text);
        page.press("#text", "Enter");
        assertThat(page.locator("#text")).hasValue("");
    }

    /** Two pages show the same messages, as soon as both have had the time for it. */
    static void assertAlike(Page page, Page other) {
        for (var waits = 0; waits < MOST_WAITS && !visible(page).equals(visible(other)); waits++) {
            page.waitForTimeout(WAIT_MILLIS);
        }
        assertThat(visible(page)).isEqualTo(visible(other));
    }

    /** The messages as they stand in the page, the space between elements left aside. */
    private static String visible(Page page) {
        return (page.innerHTML("#messages") + page.innerHTML("#waiting"))
                .replaceAll(">\\s+<", "><")
                .strip();
    }
}
