package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import runnel.base.Problem;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/** axe-core finds nothing against WCAG 2.2 AA in any state of the pages, for any kind of reader. */
final class AccessTest {
    private static final String ANSWER =
            """
            # One

            Text, **strong**, `code`, [link](https://example.com/), a note[^1].

            - [x] done
            - [ ] open

            | a | b |
            |---|--:|
            | 1 | 2 |

            > quote

            ```java
            // a comment
            int a = 1; String b = "two"; // and so on far beyond the right edge of what is seen of it, until it has to be scrolled
            ```

            Formula \\(x^2\\).

            ![picture](https://example.com/a.png)

            ```mermaid
            flowchart LR
              a --> b
            ```

            [^1]: The note.
            """;
    private static final String CHECK =
            """
            async () => {
              const found = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
              return found.violations.flatMap(v => v.nodes.map(n =>
                v.id + ': ' + n.target.join(' ') + ' | ' + n.html.slice(0, 160) + ' | ' + (n.any[0]?.message ?? v.help)));
            }
            """;

    /** Sheets that reach over an edge of the screen to which nobody can scroll. */
    private static final String BESIDE =
            """
            () => [...document.querySelectorAll('details.menu[open] .sheet')].filter(sheet => {
              const { left, right } = sheet.getBoundingClientRect();
              return left < 0 || right > innerWidth;
            }).map(sheet => sheet.outerHTML.slice(0, 80))
            """;

    /** Who looks, and by what. */
    enum Reader {
        LIGHT,
        DARK,
        CHINESE,
        PHONE,
        PHONE_DARK
    }

    @TempDir Path directory;
    private final List<String> found = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void nothing_is_in_the_way(Reader reader) throws Exception {
        var teller = new Teller(ANSWER);
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.reasoning("I think about it.");
                            return teller.play(prompt, sink);
                        },
                        (prompt, sink) -> {
                            sink.text("Half of");
                            throw new Problem(
                                    Problem.Kind.UPSTREAM, "model-rate-limited", "x", "later");
                        },
                        teller);
        try (var site = Site.start(directory, model);
                var browser = Browser.open(options(reader))) {
            browser.profile().route("https://example.com/*", AccessTest::picture);
            var page = browser.visit(site.url("/"));
            check(page, "start");
            page.fill("#text", "A question");
            page.click("#send");
            page.waitForURL("**/conversations/**");
            assertThat(page.locator("body")).hasAttribute("data-connection", "open");
            check(page, "thinking");
            teller.say(8);
            page.fill("#text", "A second question, which waits");
            page.click("#send");
            assertThat(page.locator(".queued")).isVisible();
            assertThat(page.locator(".agent .prose").last()).isVisible();
            check(page, "writing");
            page.locator(".queued [data-edits]").click();
            assertThat(page.locator("#editing")).isVisible();
            check(page, "editing");
            page.click("#cancel-edit");
            teller.finish();
            assertThat(page.locator(".problem")).isVisible();
            page.evaluate(
                    "document.querySelectorAll('details.reasoning').forEach(d => d.open = true)");
            page.waitForTimeout(500);
            check(page, "problem");
            page.locator(".problem button").click();
            assertThat(page.locator(".versions").last()).isVisible();
            assertThat(page.locator(".agent:not([aria-busy])")).hasCount(2);
            page.waitForTimeout(500);
            check(page, "conversation");
            page.locator(".remote-image").last().click();
            assertThat(page.locator(".shown-image iframe")).isVisible();
            assertThat(page.locator(".mermaid img").last()).isVisible();
            check(page, "frames");
            sheets(page);
            for (var path :
                    List.of(
                            "/conversations/none",
                            "/docs",
                            "/archive",
                            "/memory",
                            "/explore",
                            "/search?q=a")) {
                check(browser.visit(site.url(path)), path);
            }
            assertThat(found).isEmpty();
        }
    }

    /** Whatever opens over the page. */
    private void sheets(Page page) throws IOException {
        page.locator(".agent .about summary").last().click();
        check(page, "about");
        page.keyboard().press("Escape");
        page.locator("[data-opens=shortcuts]").evaluate("b => b.click()");
        check(page, "shortcuts");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.fill("#palette-text", "se");
        assertThat(page.locator("#palette-found [role=option]").first()).isVisible();
        check(page, "palette");
        page.keyboard().press("Escape");
        // Where the conversation ends, nothing of it lies half under the composer.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        page.click(".tune summary");
        check(page, "settings");
        page.keyboard().press("Escape");
        if (page.viewportSize().width < 500) {
            page.click("#open-sidebar");
            page.waitForTimeout(300);
            check(page, "list");
        }
        page.locator(".sidebar-foot summary").click();
        check(page, "preferences");
    }

    private static void picture(Route route) {
        route.fulfill(
                new Route.FulfillOptions()
                        .setContentType("image/svg+xml")
                        .setBody("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    }

    private static NewContextOptions options(Reader reader) {
        var options =
                new NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale(reader == Reader.CHINESE ? "zh-CN" : "en-US");
        return switch (reader) {
            case LIGHT, CHINESE -> options;
            case DARK -> options.setColorScheme(ColorScheme.DARK);
            case PHONE -> options.setViewportSize(390, 780).setHasTouch(true).setIsMobile(true);
            case PHONE_DARK ->
                    options.setViewportSize(320, 640)
                            .setHasTouch(true)
                            .setIsMobile(true)
                            .setColorScheme(ColorScheme.DARK);
        };
    }

    private void check(Page page, String state) throws IOException {
        for (var frame : page.frames()) {
            frame.evaluate(script());
        }
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("wider than the screen: %s", state)
                .isLessThanOrEqualTo(page.viewportSize().width);
        for (var one : (List<?>) page.evaluate(BESIDE)) {
            found.add(state + ": beside the screen: " + one);
        }
        for (var one : (List<?>) page.evaluate(CHECK)) {
            found.add(state + ": " + one);
        }
    }

    private static String script() throws IOException {
        try (var in = AccessTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0";
        }
    }
}
