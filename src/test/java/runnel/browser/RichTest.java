package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/** Code gets colours, formulas and diagrams are drawn, each once it is complete. */
final class RichTest {
    private static final String CODE =
            "Code:\n\n```java\n// drops\nint drops = 1;\n```\n\nThat was it. ";
    private static final String FORMULA =
            "\n\nMass is \\(E = mc^2\\), and\n\n$$\n\\int_0^1 x\\,dx = \\frac12\n$$\n\nindeed. ";
    private static final String DIAGRAM =
            "\n\n```mermaid\nflowchart LR\n  a[Rain] --> b[River]\n```\n\nThe end.";

    @TempDir Path directory;

    @Test
    void closed_blocks_become_rich_while_the_answer_goes_on() throws Exception {
        var teller = new Teller(CODE + FORMULA + DIAGRAM);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            var loaded = loaded(browser);
            var page = PageTest.ask(browser, site, "show me");
            teller.say(5);
            assertThat(page.locator("figure.code")).isVisible();
            page.waitForTimeout(400);
            assertThat(loaded).isEmpty();
            assertThat(page.locator("figure.code [data-rich]")).hasCount(0);
            teller.say(9);
            assertThat(page.locator("code .hljs-comment")).hasText("// drops");
            assertThat(page.locator("code.language-java")).hasText("// drops\nint drops = 1;\n");
            assertThat(loaded).hasSize(1);
            teller.finish();
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            assertThat(page.locator("span.math .katex")).isVisible();
            assertThat(page.locator("div.math .katex-display")).isVisible();
            var picture = page.locator("figure.mermaid img");
            assertThat(picture).isVisible();
            assertThat(picture.getAttribute("alt"))
                    .isEqualTo("flowchart LR\n  a[Rain] --> b[River]");
            assertThat((Integer) picture.evaluate("i => i.naturalWidth")).isGreaterThan(50);
            assertThat(page.locator(".prose > p").last()).hasText("The end.");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_rich_stays_when_everything_is_shown_anew() throws Exception {
        var teller = new Teller(CODE);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            teller.finish();
            var page = PageTest.ask(browser, site, "show me");
            assertThat(page.locator("code .hljs-comment")).isVisible();
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(1);
            page.evaluate("document.querySelector('code').marked = true");
            // Another version of what follows makes the page compare all it has with what it should
            // have.
            PageTest.send(page, "more");
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(2);
            page.locator("[aria-label='Answer again']").last().click();
            assertThat(page.locator(".versions")).isVisible();
            assertThat(page.locator("code .hljs-comment").first()).isVisible();
            assertThat(page.evaluate("document.querySelector('code').marked")).isEqualTo(true);
        }
    }

    @Test
    void remote_pictures_are_fetched_after_a_click_and_in_a_frame_of_their_own() throws Exception {
        var teller = new Teller("See ![a drop](http://127.0.0.1:1/drop.png?secret=1) there.");
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open()) {
            List<String> asked = new CopyOnWriteArrayList<>();
            browser.profile().onRequest(request -> asked.add(request.url()));
            teller.finish();
            var page = PageTest.ask(browser, site, "show me");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            page.waitForTimeout(300);
            assertThat(asked).noneMatch(url -> url.contains("drop.png"));
            page.locator(".remote-image").click();
            var frame = page.frameLocator(".shown-image iframe");
            assertThat(frame.locator("img")).hasAttribute("alt", "a drop");
            page.waitForTimeout(200);
            assertThat(asked).anyMatch(url -> url.startsWith("http://127.0.0.1:1/drop.png"));
            assertThat(page.locator(".agent .prose p")).containsText("there.");
        }
    }

    private static List<String> loaded(Browser browser) {
        List<String> loaded = new CopyOnWriteArrayList<>();
        browser.profile()
                .onRequest((Request request) -> {
                    if (request.url().contains("/assets/lib/")) {
                        loaded.add(request.url());
                    }
                });
        return loaded;
    }
}
