package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.http.OwnCertificate;
import runnel.testkit.Browser;
import runnel.testkit.Pictures;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;
import runnel.testkit.TestServer;

/** The page serves whoever comes: without a script, over TLS, as an app, by ear, reading back. */
final class ReachTest {
    private static final String LONG =
            IntStream.range(0, 120)
                    .mapToObj(i -> "Line " + i + " of a long answer.")
                    .collect(Collectors.joining("\n\n"));
    private static final int WORDS_A_LINE = 6;

    @TempDir Path directory;

    @Test
    void without_a_script_forms_are_posted_and_the_page_comes_again_by_itself() throws Exception {
        var teller = new Teller("Water finds its way.");
        try (var site = Site.start(directory, ScriptedModel.of(teller, teller));
                var browser = Browser.open(Pictures.desktop().setJavaScriptEnabled(false))) {
            var page = browser.visit(site.url("/"));
            page.fill("#text", "Tell me of water");
            page.click("#send");
            page.waitForURL("**/conversations/c_*");
            assertThat(page.locator(".person .text")).hasText("Tell me of water");
            assertThat(page.locator(".stop")).isVisible();
            assertThat(page.locator("noscript .hint, .dock .hint")).isVisible();
            Pictures.take(page, "no-script");
            teller.say(4);
            teller.finish();
            // Nobody loads it anew.
            assertThat(page.locator(".agent .prose")).hasText("Water finds its way.");
            assertThat(page.locator(".stop")).hasCount(0);
            page.click("[aria-label='Answer again']");
            assertThat(page.locator(".versions").first()).containsText("2/2");
            page.locator(".rename summary").click();
            page.fill("#new-title", "Of water");
            page.press("#new-title", "Enter");
            assertThat(page.locator("h1")).hasText("Of water");
        }
    }

    @Test
    void who_reads_back_is_left_alone() throws Exception {
        var teller = new Teller(LONG);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var page = PageTest.ask(browser, site, "Tell me much");
            teller.say(60 * WORDS_A_LINE);
            assertThat(page.locator(".agent .prose")).containsText("Line 59 of a long answer.");
            page.waitForFunction(
                    "() => { const p = document.scrollingElement; return p.scrollHeight - p.clientHeight - p.scrollTop < 3; }");
            page.mouse().move(700, 300);
            page.mouse().wheel(0, -1_500);
            assertThat(page.locator("#latest")).isVisible();
            page.waitForTimeout(300);
            page.evaluate(
                    "() => getSelection().selectAllChildren(document.querySelectorAll('.agent .prose p')[30])");
            var before = page.evaluate("document.scrollingElement.scrollTop");
            teller.say(30 * WORDS_A_LINE);
            assertThat(page.locator(".agent .prose")).containsText("Line 89 of a long answer.");
            assertThat(page.evaluate("document.scrollingElement.scrollTop")).isEqualTo(before);
            assertThat(page.evaluate("String(getSelection())"))
                    .isEqualTo("Line 30 of a long answer.");
            page.click("#latest");
            assertThat(page.locator("#latest")).isHidden();
            teller.finish();
            assertThat(page.locator(".agent .prose p").last()).isInViewport();
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            assertThat(page.locator(".agent .tools").last()).isInViewport();
            assertThat(shifted(page)).isLessThan(0.02);
        }
    }

    @Test
    void an_answer_is_heard_when_it_begins_and_when_it_ends() throws Exception {
        var first = new Teller("Short.");
        var second = new Teller(LONG);
        try (var site = Site.start(directory, ScriptedModel.of(first, second));
                var browser = Browser.open()) {
            browser.profile()
                    .addInitScript(
                            """
                            window.heard = [];
                            document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
                              const said = document.getElementById('announcement').textContent;
                              if (said && said !== heard.at(-1)) heard.push(said);
                            }).observe(document.getElementById('announcement'), { childList: true, characterData: true, subtree: true }));
                            """);
            var page = PageTest.ask(browser, site, "first");
            assertThat(page.locator(".agent")).hasAttribute("aria-busy", "true");
            assertThat(page.locator("#messages [aria-live], #messages [role=log]")).hasCount(0);
            first.finish();
            assertThat(page.locator("#announcement")).hasText("The answer is complete.");
            page.evaluate("heard = []");
            PageTest.send(page, "second");
            second.say(60);
            assertThat(page.locator(".agent .prose").last()).containsText("Line 9 ");
            second.finish();
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(2);
            page.waitForTimeout(300);
            assertThat(page.evaluate("heard"))
                    .isEqualTo(List.of("The answer is being written.", "The answer is complete."));
        }
    }

    @Test
    void a_draft_stays_with_its_conversation() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ScriptedModel.says(List::of, 0)));
                var browser = Browser.open()) {
            var first = PageTest.ask(browser, site, "one");
            var second = PageTest.ask(browser, site, "two");
            first.fill("#text", "half a thought");
            second.fill("#text", "another");
            first.reload();
            second.reload();
            assertThat(first.locator("#text")).hasValue("half a thought");
            assertThat(second.locator("#text")).hasValue("another");
            assertThat(browser.visit(site.url("/")).locator("#text")).hasValue("");
            PageTest.send(first, "a whole one");
            first.reload();
            assertThat(first.locator("#text")).hasValue("");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void it_is_installed_as_an_app() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(ScriptedModel.says(List::of, 0)));
                var browser = Browser.open()) {
            var page = browser.visit(site.url("/"));
            var tools = browser.profile().newCDPSession(page);
            var errors = tools.send("Page.getInstallabilityErrors").toString();
            // A test's profile is one that forgets, in which nothing can be installed.
            assertThat(errors.replaceAll("\\{[^{]*in-incognito[^}]*}", ""))
                    .doesNotContain("errorId");
            var manifest = tools.send("Page.getAppManifest");
            assertThat(manifest.get("errors").toString()).isEqualTo("[]");
            assertThat(manifest.get("data").getAsString()).contains("standalone");
        }
    }

    @Test
    void over_tls_all_goes_by_one_connection() throws Exception {
        var own = OwnCertificate.in(directory);
        var settings =
                Map.of(
                        Setting.TLS_CERT, own.files().chain().toString(),
                        Setting.TLS_KEY, own.files().key().toString());
        try (var server = TestServer.start(directory.resolve("data"), settings);
                var browser = Browser.open(Pictures.desktop().setIgnoreHTTPSErrors(true))) {
            var page = browser.visit(server.app().url());
            page.fill("#text", "Hello over TLS");
            page.press("#text", "Enter");
            page.waitForURL("**/conversations/c_*");
            assertThat(page.locator(".agent:not([aria-busy])")).containsText("Hello over TLS");
            var second = browser.visit(page.url());
            PageTest.send(page, "And on every page");
            assertThat(second.locator(".agent:not([aria-busy])").last())
                    .containsText("And on every page");
            assertThat(
                            page.evaluate(
                                    "[...new Set(performance.getEntries().map(e => e.nextHopProtocol).filter(Boolean))].join()"))
                    .isEqualTo("h2");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static double shifted(Page page) {
        return ((Number)
                        page.evaluate(
                                "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
                                        + " for (const e of list.getEntries()) sum += e.hadRecentInput ? 0 : e.value; })"
                                        + ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300); })"))
                .doubleValue();
    }
}
