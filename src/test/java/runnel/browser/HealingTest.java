package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Browser;
import runnel.testkit.Disk;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/**
 * Whatever happens to the connection, a page comes to show just what the log holds, without being
 * loaded anew.
 */
final class HealingTest {
    private static final int WORDS = 120;
    private static final int DISK_MEGABYTES = 24;

    /** The page wakes up after a long sleep: its connection is taken for dead. */
    private static final String WAKE =
            "Date.now = (now => () => now() + 60000)(Date.now); dispatchEvent(new Event('online'))";

    @TempDir Path directory;

    @Test
    void loading_anew_in_mid_answer_goes_on() throws Exception {
        var teller = new Teller(numbers());
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            teller.say(30);
            assertThat(page.locator(".agent .prose")).containsText("n29");
            page.reload();
            assertThat(page.locator(".agent .prose")).containsText("n29");
            teller.say(20);
            assertThat(page.locator(".agent .prose")).containsText("n49");
            page.goBack();
            page.goForward();
            teller.finish();
            assertComplete(page);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_restart_of_the_server_passes_without_a_word_lost_or_doubled() throws Exception {
        var teller = new Teller(numbers());
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            page.evaluate("window.marked = true");
            teller.say(30);
            assertThat(page.locator(".agent .prose")).containsText("n29");
            site.stop();
            assertThat(page.locator("#connection")).containsText("Reconnecting…");
            site.start();
            teller.finish();
            assertComplete(page);
            assertThat(page.locator("#connection .when-lost")).isHidden();
            assertThat(page.evaluate("window.marked")).isEqualTo(true);
            PageTest.assertAlike(page, browser.visit(page.url()));
        }
    }

    @Test
    void a_full_disk_is_said_and_when_there_is_space_the_page_goes_on() throws Exception {
        var made = Disk.memory(directory, DISK_MEGABYTES);
        assumeTrue(made.isPresent(), "this process may not mount a disk of its own");
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(
                                text -> List.of(numbers().splitWithDelimiters(" ", 0)), 40));
        try (var disk = made.orElseThrow();
                var site = Site.start(disk.place(), model);
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            page.evaluate("window.marked = true");
            assertThat(page.locator(".agent .prose")).containsText("n9");
            disk.fill();
            assertThat(page.locator("#notice")).containsText("The disk is full");
            page.fill("#text", "x".repeat(100_000));
            page.press("#text", "Enter");
            assertThat(page.locator("#notice")).containsText("Free some space");
            assertThat(page.locator("#text")).hasValue("x".repeat(100_000));
            disk.free();
            assertComplete(page);
            assertThat(page.evaluate("window.marked")).isEqualTo(true);
        }
    }

    @Test
    void errors_in_place_of_a_stream_are_outlived() throws Exception {
        var teller = new Teller(numbers());
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            teller.say(10);
            assertThat(page.locator(".agent .prose")).containsText("n9");
            var failures = new AtomicInteger();
            page.route(
                    "**/live?*",
                    route -> {
                        if (failures.incrementAndGet() <= 3) {
                            route.fulfill(new Route.FulfillOptions().setStatus(503));
                        } else {
                            route.resume();
                        }
                    });
            page.evaluate(WAKE);
            teller.finish();
            assertComplete(page);
            assertThat(failures).hasValue(4);
        }
    }

    @Test
    void five_seconds_of_errors_are_outlived_in_mid_answer() throws Exception {
        var teller = new Teller(numbers());
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            page.evaluate("window.marked = true");
            teller.say(10);
            assertThat(page.locator(".agent .prose")).containsText("n9");
            var failures = new AtomicInteger();
            var over = Instant.now().plusSeconds(5);
            page.route(
                    "**/live?*",
                    route -> {
                        if (Instant.now().isBefore(over)) {
                            failures.incrementAndGet();
                            route.fulfill(new Route.FulfillOptions().setStatus(503));
                        } else {
                            route.resume();
                        }
                    });
            page.evaluate(WAKE);
            teller.say(50);
            assertThat(page.locator("#connection")).containsText("Reconnecting…");
            teller.finish();
            assertComplete(page);
            assertThat(failures).hasValueGreaterThan(1);
            assertThat(page.evaluate("window.marked")).isEqualTo(true);
            assertThat(page.locator("#connection .when-lost")).isHidden();
        }
    }

    @Test
    void back_and_forward_in_mid_answer_show_all_that_was_said_meanwhile() throws Exception {
        var teller = new Teller(numbers());
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            var address = page.url();
            for (var said = 20; said <= 80; said += 20) {
                teller.say(10);
                assertThat(page.locator(".agent .prose")).containsText("n" + (said - 11));
                page.goBack();
                assertThat(page.locator(".conversations li.running")).isVisible();
                teller.say(10);
                page.goForward();
                assertThat(page.locator(".agent .prose")).containsText("n" + (said - 1));
            }
            assertThat(page.url()).isEqualTo(address);
            // Kept by the browser as it was, and shown again.
            page.evaluate(
                    "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
            teller.say(20);
            page.waitForTimeout(300);
            assertThat(page.locator(".agent .prose")).not().containsText("n99");
            page.evaluate(
                    "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
            assertThat(page.locator(".agent .prose")).containsText("n99");
            teller.finish();
            assertComplete(page);
            PageTest.assertAlike(page, browser.visit(address));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void streams_that_break_anywhere_are_taken_up_where_they_broke() throws Exception {
        var teller = new Teller(numbers());
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "count");
            var other = browser.visit(page.url());
            for (var i = 0; i < 12; i++) {
                teller.say(WORDS / 15);
                page.waitForTimeout(20 + 10 * (i % 3));
                page.evaluate(
                        "Date.now = (now => () => now() + 20000)(Date.now); dispatchEvent(new Event('online'))");
            }
            teller.finish();
            assertComplete(page);
            assertComplete(other);
            PageTest.assertAlike(page, other);
        }
    }

    @Test
    void a_message_whose_acknowledgement_is_lost_arrives_once() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(new Teller("")));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "first");
            var posts = new AtomicInteger();
            page.route(
                    "**/messages",
                    route -> {
                        if (posts.incrementAndGet() == 1) {
                            route.fetch();
                            route.abort();
                        } else {
                            route.resume();
                        }
                    });
            PageTest.send(page, "second");
            assertThat(posts).hasValue(2);
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(2);
            assertThat(page.locator(".person .text")).hasText(new String[] {"first", "second"});
        }
    }

    @Test
    void a_page_that_is_ahead_of_the_log_is_shown_everything_anew() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(new Teller("")));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "first");
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(1);
            page.route(
                    "**/live?*",
                    route ->
                            route.resume(
                                    new Route.ResumeOptions()
                                            .setUrl(
                                                    route.request()
                                                            .url()
                                                            .replaceFirst("@(\\d+)", "@$1000"))));
            page.evaluate("document.querySelector('.person').remove()");
            page.evaluate(WAKE);
            assertThat(page.locator(".person .text")).hasText("first");
            PageTest.send(page, "second");
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(2);
        }
    }

    private static void assertComplete(Page page) {
        // A page may have to wait for its next try, which it makes ever more rarely.
        assertThat(page.locator(".agent:not([aria-busy])"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(45_000));
        assertThat(page.innerText(".agent .prose").strip()).isEqualTo(numbers().strip());
    }

    private static String numbers() {
        var text = new StringBuilder();
        for (var i = 0; i < WORDS; i++) {
            text.append('n').append(i).append(' ');
        }
        return text.toString();
    }
}
