package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.TestServer;

/** What a person can do with a message: copy it, judge it, have another answer, see its price. */
final class MessageActionsTest {
    private static final Pattern CONVERSATION = Pattern.compile(".*/conversations/c_.*");

    @TempDir Path data;

    @Test
    void an_answer_is_copied_judged_answered_otherwise_and_its_price_is_seen() throws Exception {
        var options =
                new NewContextOptions()
                        .setLocale("en-US")
                        .setPermissions(List.of("clipboard-read", "clipboard-write"));
        try (var upstream = new FakeUpstream(MessageActionsTest::answer);
                var server = start(upstream);
                var browser = Browser.open(options)) {
            var page = browser.visit(server.app().url());
            page.fill("#text", "How long?");
            page.press("#text", "Enter");
            page.waitForURL(CONVERSATION);
            var reply = page.locator(".message.agent").last();
            assertThat(reply.locator(".prose strong")).hasText("very");
            assertThat(reply.locator("[data-copies=source]")).isVisible();

            reply.locator("[data-copies=source]").click();
            page.waitForFunction(
                    "async () => (await navigator.clipboard.readText()).includes('**very**')");
            reply.locator("[data-copies=shown]").click();
            page.waitForFunction(
                    "async () => (await navigator.clipboard.readText()).includes('It is very long')");

            assertThat(reply.locator(".about dl")).isHidden();
            reply.locator(".about summary").click();
            assertThat(reply.locator(".about dl")).containsText("€0.026");
            assertThat(reply.locator(".about dl")).containsText("400");
            page.keyboard().press("Escape");

            good(page).click();
            assertThat(good(page)).hasAttribute("aria-pressed", "true");
            page.reload();
            assertThat(good(page)).hasAttribute("aria-pressed", "true");

            page.locator(".message.agent .others summary").click();
            page.locator(".others .sheet button", text("echo/echo")).click();
            assertThat(page.locator(".message.agent .prose").last()).containsText("How long?");
            assertThat(page.locator(".message.agent .about dl")).containsText("echo/echo");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void an_answer_that_broke_off_goes_on() throws Exception {
        try (var upstream = new FakeUpstream(MessageActionsTest::half);
                var server = start(upstream);
                var browser = Browser.open(new NewContextOptions().setLocale("en-US"))) {
            var page = browser.visit(server.app().url());
            page.fill("#text", "Tell me all.");
            page.press("#text", "Enter");
            page.waitForURL(CONVERSATION);
            var again = page.locator(".go-on");
            again.click();
            assertThat(page.locator(".message.person")).hasCount(2);
            assertThat(page.locator(".message.person").last()).containsText("Please go on");
            assertThat(page.locator(".message.agent .prose").last()).containsText("second half");
            // What has gone on is not asked again.
            assertThat(again).isHidden();
            page.reload();
            assertThat(again).isHidden();
            var path = page.url() + "/messages/m_none/go-on";
            assertThat(page.request().post(path).status()).isEqualTo(404);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void half(FakeUpstream.Line line) throws Exception {
        if (line.request().body().contains("Please go on")) {
            line.head().text("And the second half.").finish("stop");
        } else if (line.request().body().isEmpty()) {
            answer(line);
        } else {
            line.head().text("This is the first half.").finish("length");
        }
    }

    private static Locator good(Page page) {
        return page.locator(".message.agent .feedback button").first();
    }

    private static Page.LocatorOptions text(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static void answer(FakeUpstream.Line line) throws Exception {
        if (line.request().body().isEmpty()) {
            line.answer(200, "application/json", "{\"data\":[{\"id\":\"scripted\"}]}");
        } else {
            line.head()
                    .text("It is **very** long.")
                    .event(Chunks.usage(1_000, 400, 200, 0))
                    .finish("stop");
        }
    }

    private TestServer start(FakeUpstream upstream) {
        return TestServer.start(
                data,
                Map.of(
                        Setting.OPENAI_BASE_URL, upstream.url(),
                        Setting.MODEL, "openai/scripted",
                        Setting.CURRENCY, "€",
                        Setting.PRICES, "openai/scripted 10 1 100"));
    }
}
