package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Browser;
import runnel.testkit.TestServer;

/** A person attaches files on the page: chosen, dropped and pasted. */
final class FilesPageTest {
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /** Gives the page a file by an event of that kind. */
    private static final String GIVE =
            """
            ([kind, name, type, base64]) => {
              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], name, { type }));
              const target = document.getElementById('text');
              target.dispatchEvent(kind === 'paste'
                ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
                : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
            }\
            """;

    @TempDir Path directory;

    @Test
    void files_are_chosen_dropped_and_pasted_and_shown_with_the_message_on_every_page()
            throws Exception {
        try (var server = TestServer.start(directory);
                var browser = Browser.open()) {
            var page = browser.visit(server.app().url());
            page.setInputFiles("#choose", file("notes.md", "text/markdown", "We meet at noon."));
            assertThat(page.locator("#attached .chip")).hasCount(1);
            page.evaluate(GIVE, new Object[] {"drop", "map.png", "image/png", PICTURE});
            page.evaluate(GIVE, new Object[] {"paste", "", "image/png", PICTURE});
            assertThat(page.locator("#attached .chip")).hasCount(3);
            assertThat(page.locator("#attached img:not([hidden])")).hasCount(2);
            assertThat(page.locator("#attached progress:not([hidden])")).hasCount(0);
            page.locator("#attached button").nth(2).click();
            assertThat(page.locator("#attached .chip")).hasCount(2);
            // What is attached is a draft, as the text is.
            page.reload();
            assertThat(page.locator("#attached .chip")).hasCount(2);
            page.fill("#text", "When do we meet?");
            page.press("#text", "Enter");
            page.waitForURL("**/conversations/c_*");
            var another = browser.visit(page.url());
            for (var one : new Page[] {page, another}) {
                assertThat(one.locator(".person .files .name")).hasText("notes.md");
                assertThat(one.locator(".person .files img")).hasCount(1);
                assertThat(one.locator(".agent:not([aria-busy])")).isVisible();
                var loaded =
                        one.evaluate(
                                "() => document.querySelector('.person .files img').decode().then(() => true)");
                assertThat(loaded).isEqualTo(true);
            }
            assertThat(page.locator("#attached")).isHidden();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_message_that_is_edited_keeps_its_files() throws Exception {
        try (var server = TestServer.start(directory);
                var browser = Browser.open()) {
            var page = browser.visit(server.app().url());
            page.setInputFiles("#choose", file("notes.md", "text/markdown", "We meet at noon."));
            assertThat(page.locator("#attached progress:not([hidden])")).hasCount(0);
            // A message may consist of files alone.
            page.click("#send");
            page.waitForURL("**/conversations/c_*");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            page.locator(".person").hover();
            page.locator(".person [data-edits]").click();
            assertThat(page.locator("#attached .name")).hasText("notes.md");
            page.fill("#text", "And when do we leave?");
            page.press("#text", "Enter");
            assertThat(page.locator(".person .text")).hasText("And when do we leave?");
            assertThat(page.locator(".person .files .name")).hasText("notes.md");
        }
    }

    @Test
    void what_cannot_be_attached_is_said_in_the_readers_language() throws Exception {
        var chinese = new NewContextOptions().setLocale("zh-CN").setViewportSize(1280, 800);
        try (var server = TestServer.start(directory);
                var browser = Browser.open(chinese)) {
            var page = browser.visit(server.app().url());
            page.setInputFiles(
                    "#choose",
                    new FilePayload("a.exe", "application/octet-stream", new byte[5_000]));
            assertThat(page.locator("#notice")).containsText("a.exe 不能作为附件");
            assertThat(page.locator("#attached .chip")).hasCount(0);
            page.setInputFiles(
                    "#choose", new FilePayload("big.txt", "text/plain", new byte[21 << 20]));
            assertThat(page.locator("#notice")).containsText("big.txt 超过了 20 MB");
            assertThat(page.locator("#attached .chip")).hasCount(0);
        }
    }

    private static FilePayload file(String name, String type, String text) {
        return new FilePayload(name, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
