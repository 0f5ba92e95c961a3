package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.event.Event;
import runnel.testkit.Browser;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/** Versions are switched while one of them is being written, and none loses or doubles a word. */
final class VersionsTest {
    private static final String OLD = "The answer that was there before.";
    private static final String NUMBERS =
            IntStream.range(0, 90).mapToObj(i -> "n" + i).collect(Collectors.joining(" "));

    @TempDir Path directory;

    @Test
    void an_answer_goes_on_while_another_version_of_it_is_read() throws Exception {
        var teller = new Teller(NUMBERS);
        var model = ScriptedModel.of(ScriptedModel.says(asked -> List.of(OLD), 0), teller);
        try (var site = Site.start(directory, model);
                var browser = Browser.open();
                var device = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            var other = device.visit(page.url());
            assertThat(page.locator(".agent .prose")).hasText(OLD);
            page.click("[aria-label='Answer again']");
            teller.say(20);
            assertThat(page.locator(".agent .prose")).containsText("n19");

            for (var said = 40; said <= 80; said += 20) {
                select(page, "Previous version");
                assertThat(page.locator(".agent .prose")).hasText(OLD);
                assertThat(other.locator(".agent .prose")).hasText(OLD);
                teller.say(20);
                assertThat(page.locator("#stop, .controls button").first()).isVisible();
                select(said == 60 ? other : page, "Next version");
                assertThat(page.locator(".agent .prose")).containsText("n" + (said - 1));
                assertThat(other.locator(".agent .prose")).containsText("n" + (said - 1));
            }
            teller.finish();
            assertComplete(site, List.of(page, other), OLD + NUMBERS);
            PageTest.assertAlike(page, browser.visit(page.url()));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_message_is_put_differently_while_it_is_answered() throws Exception {
        var first = new Teller(NUMBERS);
        var second = new Teller("Another " + NUMBERS);
        try (var site = Site.start(directory, ScriptedModel.of(first, second));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            first.say(20);
            assertThat(page.locator(".agent .prose")).containsText("n19");
            page.locator(".person").hover();
            page.locator(".person [data-edits]").click();
            assertThat(page.locator("#text")).hasValue("count");
            PageTest.send(page, "count again");
            first.say(20);
            first.finish();
            assertThat(page.locator(".person .versions")).hasText("2/2");
            second.say(20);
            assertThat(page.locator(".agent .prose")).containsText("n18");
            select(page, "Previous version");
            assertThat(page.locator(".agent .prose")).containsText("n19");
            second.say(20);
            select(page, "Next version");
            assertThat(page.locator(".agent .prose")).containsText("n38");
            assertThat(page.locator(".agent")).hasAttribute("aria-busy", "true");
            second.finish();
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(1);
            assertThat(page.locator(".agent .prose")).hasText("Another " + NUMBERS);
            PageTest.assertAlike(page, browser.visit(page.url()));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** As a person does who reads elsewhere: the buttons lie far above. */
    private static void select(Page page, String label) {
        page.locator("[aria-label='" + label + "']").first().click();
    }

    private static void assertComplete(Site site, List<Page> pages, String log) throws Exception {
        for (var page : pages) {
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(1);
            assertThat(page.innerText(".agent .prose").strip()).isEqualTo(NUMBERS);
        }
        var id = pages.getFirst().url().replaceAll(".*/", "");
        var ends = new int[1];
        var entries =
                site.core().follow(id, 0, event -> event instanceof Event.RunEnd && ++ends[0] == 2);
        assertThat(Core.text(entries)).isEqualTo(log);
    }
}
