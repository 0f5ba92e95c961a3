package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/** A person keeps order among conversations and finds them again. */
final class LibraryTest {
    private static final ScriptedModel.Script ECHO =
            ScriptedModel.says(asked -> List.of("You said: ", asked), 0);

    @TempDir Path directory;

    @Test
    void what_is_pinned_filed_and_archived_is_seen_on_other_devices() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ECHO));
                var browser = Browser.open();
                var device = Browser.open()) {
            var page = PageTest.ask(browser, site, "Of rivers");
            PageTest.ask(browser, site, "Of hills");
            var other = device.visit(page.url());
            assertThat(other.locator(".conversations section")).hasCount(1);

            menu(page);
            page.click("[data-command=pin]");
            assertThat(page.locator(".rename .sheet")).isHidden();
            assertThat(other.locator(".conversations section h2"))
                    .hasText(new String[] {"Pinned", "Today"});
            menu(page);
            page.click("[data-command=pin]");
            menu(page);
            page.fill("#arrange [name=folder]", "Water & more");
            page.press("#arrange [name=folder]", "Enter");
            assertThat(other.locator(".folder summary")).hasText("Water & more");
            assertThat(other.locator(".folder a")).hasText("Of rivers");
            assertThat(page.locator("#arrange [name=folder]"))
                    .hasAttribute("value", "Water & more");
            menu(page);
            page.click("[data-command=archive]");
            assertThat(other.locator(".conversations a")).hasText(new String[] {"Of hills"});
            other.click(".sidebar-foot [href='/archive']");
            assertThat(other.locator(".library .conversations a")).hasText("Of rivers");
            assertThat(browser.complaints()).isEmpty();
            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_deleted_can_be_had_back_and_says_when_it_is_gone() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ECHO));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "Of rivers");
            var other = browser.visit(page.url());
            menu(page);
            page.click("[data-command=delete]");
            for (var each : List.of(page, other)) {
                assertThat(each.locator("#state")).containsText("erased for good");
                assertThat(each.locator(".conversations .hint")).isVisible();
            }
            other.getByText("Undo").click();
            for (var each : List.of(page, other)) {
                assertThat(each.locator("#state")).hasText("");
                assertThat(each.locator(".conversations a")).hasText("Of rivers");
            }

            var start = browser.visit(site.url("/"));
            start.hover(".conversations li");
            start.click("[data-menu]");
            start.click("#list-menu [data-command=delete]");
            assertThat(start.locator(".conversations .hint")).isVisible();
            start.locator("#notice").getByText("Undo").click();
            assertThat(start.locator(".conversations a")).hasText("Of rivers");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_hit_leads_to_its_message_however_far_back_it_is() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ECHO));
                var browser = Browser.open()) {
            var id = "";
            for (var i = 0; i < 60; i++) {
                var text = i == 7 ? "Why are needles lost in haystacks? 大海捞针" : "message " + i;
                var accepted = site.core().send(id, text);
                site.core().untilEnd(accepted);
                id = accepted.conversation();
            }
            var page = browser.visit(site.url("/"));
            page.fill("#find", "捞针");
            page.press("#find", "Enter");
            assertThat(page.locator(".found mark").first()).hasText("捞针");
            assertThat(page.locator(".found li")).hasCount(2);
            page.locator(".found a").last().click();
            var target = page.locator(".message:target");
            assertThat(target).containsText("needles lost");
            assertThat(target).isInViewport();
            assertThat((Integer) page.evaluate("CSS.highlights.get('found').size")).isEqualTo(1);
            assertThat(page.locator(".message")).not().hasCount(0);

            for (var patience = 0;
                    page.locator("#newer").count() > 0 && patience < 20;
                    patience++) {
                page.evaluate("document.getElementById('newer')?.scrollIntoView()");
                page.waitForTimeout(100);
            }
            assertThat(page.locator(".message").last()).containsText("message 59");
            page.getByText("To the latest messages").click();
            assertThat(page.locator("#composer")).isVisible();
            assertThat(page.locator(".message").last()).isInViewport();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_hit_in_a_version_that_is_not_chosen_can_be_shown() throws Exception {
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(asked -> List.of("about whales"), 0),
                        ScriptedModel.says(asked -> List.of("about eagles"), 0));
        try (var site = Site.start(directory, model);
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "tell me");
            assertThat(page.locator(".agent .prose")).hasText("about whales");
            page.click("[aria-label='Answer again']");
            assertThat(page.locator(".agent .prose")).hasText("about eagles");
            page.navigate(site.url("/search?q=whales"));
            page.click(".found a");
            assertThat(page.locator(".reading-bar")).containsText("not shown in the conversation");
            page.getByText("Show it there").click();
            assertThat(page.locator("#composer")).isVisible();
            assertThat(page.locator(".agent .prose")).hasText("about whales");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void an_answer_that_ended_elsewhere_is_told_and_marked_until_it_is_seen() throws Exception {
        var teller = new Teller("a slow answer");
        try (var site = Site.start(directory, ScriptedModel.of(teller, ECHO));
                var browser = Browser.open();
                var device = Browser.open()) {
            var slow = PageTest.ask(browser, site, "The slow one");
            var page = device.visit(slow.url());
            PageTest.ask(device, site, "The other").bringToFront();
            var there = device.profile().pages().getLast();
            slow.close();
            page.close();
            // The closed page may have held the stream for all: what is said before another has
            // taken it over reaches that one too.
            teller.finish();
            assertThat(there.locator("#notice")).containsText("The slow one");
            assertThat(there.locator("li.unread .title")).hasText("The slow one");
            there.locator("#notice").getByText("Open").click();
            assertThat(there.locator(".agent .prose")).hasText("a slow answer");
            assertThat(there.locator("li.unread")).hasCount(0);
            var later = browser.visit(site.url("/"));
            assertThat(later.locator("li.unread")).hasCount(0);
            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    void waiting_messages_are_put_in_another_order_everywhere() throws Exception {
        var teller = new Teller("one two");
        try (var site = Site.start(directory, ScriptedModel.of(teller, ECHO));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "first");
            var other = browser.visit(page.url());
            for (var text : List.of("second", "third", "fourth")) {
                PageTest.send(page, text);
            }
            queue(other, "second", "third", "fourth");
            other.locator(".queued").last().locator("[aria-label='Answer it earlier']").click();
            queue(page, "second", "fourth", "third");
            page.locator(".queued").first().locator("[aria-label='Answer it later']").click();
            queue(other, "fourth", "second", "third");
            PageTest.assertAlike(page, browser.visit(page.url()));
            teller.finish();
            assertThat(page.locator(".messages .person .text"))
                    .hasText(new String[] {"first", "fourth", "second", "third"});
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(4);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void model_and_instruction_belong_to_the_conversation() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("told: " + prompt.instruction());
                    return ScriptedModel.done();
                });
        try (var site = Site.start(directory, model);
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "hello");
            var other = browser.visit(page.url());
            page.click(".tune summary");
            page.fill("#instruction", "Answer in rhymes.");
            // The stream may be quicker than the response, and replaces the form.
            page.route("**/instruction", LibraryTest::late);
            page.click("#settings button");
            assertThat(page.locator("#settings")).isHidden();
            other.click(".tune summary");
            assertThat(other.locator("#instruction")).hasValue("Answer in rhymes.");
            PageTest.send(page, "and now");
            assertThat(page.locator(".agent .prose").last()).hasText("told: Answer in rhymes.");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void late(Route route) {
        var response = route.fetch();
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        route.fulfill(new Route.FulfillOptions().setResponse(response));
    }

    private static void menu(Page page) {
        assertThat(page.locator(".rename .sheet")).isHidden();
        page.click(".rename summary");
        assertThat(page.locator(".rename .sheet")).isVisible();
    }

    private static void queue(Page page, String... texts) {
        assertThat(page.locator(".queued .text")).hasText(texts);
    }
}
