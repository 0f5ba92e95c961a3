package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.conversation.Command;
import runnel.testkit.Browser;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/** All pages of one browser are live over one connection, whoever of them comes and goes. */
final class ManyTabsTest {
    private static final int TABS = 10;
    private static final String TEXT =
            java.util.stream.IntStream.range(0, 60)
                    .mapToObj(i -> "n" + i)
                    .collect(Collectors.joining(" "));

    @TempDir Path directory;

    @Test
    void ten_pages_are_live_over_one_connection() throws Exception {
        var tellers = new ArrayList<Teller>();
        try (var site = Site.start(directory, ScriptedModel.of(scripts(tellers, TABS)));
                var browser = Browser.open()) {
            var streams = streams(browser);
            var pages = new ArrayList<Page>();
            for (var i = 0; i < TABS; i++) {
                pages.add(open(browser, site, "tab-" + i));
            }
            for (var step = 1; step <= 3; step++) {
                tellers.forEach(teller -> teller.say(10));
                for (var page : pages) {
                    assertThat(page.locator(".agent .prose")).containsText("n" + (step * 10 - 1));
                }
                assertThat(streams).hasSize(1);
            }
            tellers.forEach(Teller::finish);
            assertComplete(pages);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void when_the_page_that_leads_is_closed_another_leads() throws Exception {
        var tellers = new ArrayList<Teller>();
        try (var site = Site.start(directory, ScriptedModel.of(scripts(tellers, 4)));
                var browser = Browser.open()) {
            var pages = new ArrayList<Page>();
            for (var i = 0; i < 4; i++) {
                pages.add(open(browser, site, "tab-" + i));
            }
            while (pages.size() > 1) {
                tellers.forEach(teller -> teller.say(9));
                var last = 9 * (5 - pages.size()) - 1;
                for (var page : pages) {
                    assertThat(page.locator(".agent .prose")).containsText("n" + last);
                }
                pages.removeFirst().close();
            }
            tellers.forEach(Teller::finish);
            assertComplete(pages);
        }
    }

    @Test
    void a_page_whose_leader_is_frozen_takes_over() throws Exception {
        var tellers = new ArrayList<Teller>();
        try (var site = Site.start(directory, ScriptedModel.of(scripts(tellers, 2)));
                var browser = Browser.open()) {
            var leader = open(browser, site, "tab-0");
            var other = open(browser, site, "tab-1");
            tellers.forEach(teller -> teller.say(5));
            assertThat(other.locator(".agent .prose")).containsText("n4");
            // A page that does not answer, as one in a suspended window.
            var debugger = browser.profile().newCDPSession(leader);
            debugger.send("Debugger.enable");
            debugger.send("Debugger.pause");
            tellers.forEach(teller -> teller.say(20));
            other.evaluate("dispatchEvent(new Event('online'))");
            assertThat(other.locator(".agent .prose")).containsText("n24");
            tellers.forEach(Teller::finish);
            assertComplete(List.of(other));
            debugger.send("Debugger.disable");
            assertComplete(List.of(leader, other));
        }
    }

    @Test
    void the_same_conversation_twice_and_a_page_that_was_away() throws Exception {
        var tellers = new ArrayList<Teller>();
        try (var site = Site.start(directory, ScriptedModel.of(scripts(tellers, 1)));
                var browser = Browser.open();
                var device = Browser.open()) {
            var first = open(browser, site, "one");
            tellers.getFirst().say(5);
            var second = browser.visit(first.url());
            var away = browser.visit(first.url());
            var elsewhere = device.visit(first.url());
            tellers.getFirst().say(5);
            for (var page : List.of(first, second, away, elsewhere)) {
                assertThat(page.locator(".agent .prose")).containsText("n9");
            }
            var debugger = browser.profile().newCDPSession(away);
            debugger.send("Page.enable");
            debugger.send(
                    "Page.setWebLifecycleState",
                    com.google.gson.JsonParser.parseString("{\"state\":\"frozen\"}")
                            .getAsJsonObject());
            tellers.getFirst().say(20);
            assertThat(second.locator(".agent .prose")).containsText("n29");
            debugger.send(
                    "Page.setWebLifecycleState",
                    com.google.gson.JsonParser.parseString("{\"state\":\"active\"}")
                            .getAsJsonObject());
            tellers.getFirst().finish();
            assertComplete(List.of(first, second, away, elsewhere));
        }
    }

    @Test
    void what_ends_in_another_conversation_is_said() throws Exception {
        var tellers = new ArrayList<Teller>();
        try (var site = Site.start(directory, ScriptedModel.of(scripts(tellers, 1)));
                var browser = Browser.open()) {
            var page = open(browser, site, "other question");
            page.navigate(site.url("/"));
            assertThat(page.locator("body")).hasAttribute("data-connection", "open");
            tellers.getFirst().finish();
            assertThat(page.locator("#notice")).containsText("“other question” has been answered.");
            page.locator("#notice button.soft").click();
            assertComplete(List.of(page));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static ScriptedModel.Script[] scripts(List<Teller> tellers, int count) {
        for (var i = 0; i < count; i++) {
            tellers.add(new Teller(TEXT));
        }
        return tellers.toArray(ScriptedModel.Script[]::new);
    }

    /** A page on a conversation of its own, in which an answer is due. */
    private static Page open(Browser browser, Site site, String text) throws InterruptedException {
        var accepted =
                site.core().runs.send(Core.OWNER, "", new Command.Send(text, "", "", "", ""));
        var page = browser.visit(site.url("/conversations/" + accepted.conversation()));
        assertThat(page.locator("body")).hasAttribute("data-connection", "open");
        return page;
    }

    /** The streams that are open now. */
    private static Set<Request> streams(Browser browser) {
        Set<Request> open = ConcurrentHashMap.newKeySet();
        browser.profile()
                .onRequest(request -> {
                    if (request.url().contains("/live?")) {
                        open.add(request);
                    }
                });
        browser.profile().onRequestFailed(open::remove);
        browser.profile().onRequestFinished(open::remove);
        return open;
    }

    private static void assertComplete(List<Page> pages) {
        for (var page : pages) {
            assertThat(page.locator(".agent:not([aria-busy])"))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
            assertThat(page.innerText(".agent .prose").strip()).isEqualTo(TEXT);
        }
    }
}
