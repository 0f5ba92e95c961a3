package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.TestServer;

/** An owner gives a link away; a stranger reads along with it until the owner ends it. */
final class SharePageTest {
    @TempDir Path directory;

    @Test
    void a_guest_sees_an_answer_grow_and_is_told_when_the_link_ends() throws Exception {
        var settings = Map.of(Setting.HOST, "0.0.0.0", Setting.ECHO_PACE_MILLIS, "20");
        try (var server = TestServer.start(directory, settings);
                var browser = Browser.open();
                var stranger = Browser.open()) {
            var url = server.app().url().replace("0.0.0.0", "127.0.0.1");
            var token = server.app().firstToken().orElseThrow();
            var page = browser.visit(url + "/login?token=" + token);
            page.fill("#text", "What is **shared**?");
            page.press("#text", "Enter");
            page.waitForURL("**/conversations/c_*");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            page.locator("details.rename > summary").click();
            page.locator("#arrange a[href$='/share']").click();
            assertThat(page.locator("#link")).hasCount(0);
            page.getByText("Make a link").click();
            var link = page.locator("#link").inputValue();
            assertThat(link).contains("/shared/");

            var guest = stranger.visit(link);
            assertThat(guest.locator(".person .text")).hasText("What is **shared**?");
            assertThat(guest.locator("#composer, form, #sidebar, .tools a, .feedback")).hasCount(0);
            page.getByText("Back to the conversation").click();
            page.fill("#text", "word ".repeat(400) + "and the end");
            page.press("#text", "Enter");
            // The guest sees both the question and the answer come, without doing anything.
            assertThat(guest.locator(".person")).hasCount(2);
            assertThat(guest.locator(".agent[aria-busy] .prose")).containsText("word word");
            page.locator("details.rename > summary").click();
            page.locator("#arrange a[href$='/share']").click();
            page.getByText("Stop sharing").click();
            assertThat(guest.locator(".when-gone")).isVisible();
            assertThat(guest.locator(".agent").last()).not().containsText("the end");
            assertThat(guest.reload().status()).isEqualTo(404);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void the_pages_speak_chinese() throws Exception {
        try (var server = TestServer.start(directory);
                var browser = Browser.open(new NewContextOptions().setLocale("zh-CN"))) {
            var page = browser.visit(server.app().url());
            page.fill("#text", "彩虹");
            page.press("#text", "Enter");
            page.waitForURL("**/conversations/c_*");
            page.navigate(page.url() + "/share");
            page.getByText("创建链接").click();
            page.navigate(page.locator("#link").inputValue());
            assertThat(page.locator(".bar .hint")).hasText("分享的对话，仅供阅读");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
