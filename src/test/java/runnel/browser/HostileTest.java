package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import runnel.conversation.Command;
import runnel.testkit.Browser;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.wire.html.HtmlWire;

/**
 * Whatever people and models write, titles included: in a real browser nothing of it runs, and
 * nothing leaves the origin. Each text is written by a person and said by a model, live and in a
 * page opened later, as it is and inside a formula, a diagram, code, a link, a table.
 */
final class HostileTest {
    /** Each with its reply: as many as a page shows at once. */
    private static final int MESSAGES_IN_A_PAGE = HtmlWire.WINDOW_MESSAGES / 2;

    private static final int DIAGRAMS = 4;
    private static final int TITLE_CHARS = 150;
    private static final int PIECE_CHARS = 24;
    static final List<String> TEXTS = read();

    /** Counts what runs that should not, in every frame and before any other script. */
    static final String TRAP =
            "window.ran = []; for (const name of ['alert', 'prompt', 'confirm', 'open'])"
                    + " window[name] = (...a) => { window.top.ran.push(name + a); };";

    /** What of a hostile text is found in the document; the page's own elements have none of it. */
    static final String FOUND =
            """
            [...document.querySelectorAll('.messages *, #title, .conversations *, .found *, #palette-found *, datalist *')].flatMap(e => [
              ...[...e.attributes].filter(a => /^on|^style$|^srcdoc$|^action$/.test(a.name)
                && !e.closest('.katex, .katex-error')).map(a => e.tagName + ' ' + a.name),
              ...(/^(SCRIPT|STYLE|OBJECT|EMBED|FORM|BASE|META|LINK|TEXTAREA|VIDEO|AUDIO|TEMPLATE)$/.test(e.tagName) ? [e.tagName] : []),
              ...(e.matches('.prose a') && !/^(https?:|mailto:|#)/.test(e.getAttribute('href')) ? [e.outerHTML] : []),
              ...(e.matches('.prose a[href^=http]') && !/noopener/.test(e.rel) ? [e.outerHTML] : []),
              ...(e.matches('.katex a, .katex img') ? [e.outerHTML] : []),
              ...(e.tagName === 'IMG' && !e.src.startsWith('data:image/svg+xml') ? [e.outerHTML] : []),
            ])
            """;

    @TempDir Path directory;

    static Stream<Integer> pages() {
        return IntStream.iterate(0, from -> from < TEXTS.size(), from -> from + MESSAGES_IN_A_PAGE)
                .boxed();
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(Set.copyOf(TEXTS)).hasSameSizeAs(TEXTS).hasSizeGreaterThanOrEqualTo(300);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothing_runs_and_nothing_leaves(int from) throws Exception {
        var texts = TEXTS.subList(from, Math.min(TEXTS.size(), from + MESSAGES_IN_A_PAGE));
        var model = ScriptedModel.of(ScriptedModel.says(HostileTest::pieces, 0));
        try (var site = Site.start(directory, model);
                var browser = Browser.open()) {
            var strayed = new CopyOnWriteArrayList<String>();
            var complaints = complaints(browser);
            browser.profile().addInitScript(TRAP);
            browser.profile()
                    .onRequest(request -> {
                        if (!request.url().startsWith(site.url("/"))
                                && !request.url().startsWith("data:")) {
                            strayed.add(request.url());
                        }
                    });
            var first = site.core().send("", texts.getFirst());
            var path = "/conversations/" + first.conversation();
            var live = browser.visit(site.url(path));
            site.core().untilEnd(first);
            for (var text : texts.subList(1, texts.size())) {
                site.core().untilEnd(site.core().send(first.conversation(), text));
                site.core()
                        .runs
                        .command(
                                Core.OWNER,
                                first.conversation(),
                                new Command.Rename(
                                        text.substring(0, Math.min(TITLE_CHARS, text.length()))));
            }
            for (var page : List.of(live, browser.visit(site.url(path)))) {
                assertThat(page.locator(".agent:not([aria-busy])")).hasCount(texts.size());
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                scroll(page);
                assertThat(page.evaluate("window.ran")).isEqualTo(List.of());
                assertThat(page.evaluate(FOUND)).isEqualTo(List.of());
                assertThat(URI.create(page.url()).getPath()).isEqualTo(path);
                assertThat(page.locator(".person .text")).hasCount(texts.size());
            }
            assertThat(strayed).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    /**
     * The frame of the diagrams cleans what it draws in a document that is never shown, where the
     * browser names each thing that it would refuse.
     */
    private static List<String> complaints(Browser browser) {
        var all = new CopyOnWriteArrayList<String>();
        browser.profile()
                .onConsoleMessage(message -> {
                    if (message.type().equals("error") && !message.location().contains("mermaid")) {
                        all.add(message.location() + " " + message.text());
                    }
                });
        return all;
    }

    /** Everything comes into view, so that all that becomes rich does. */
    private static void scroll(Page page) {
        page.evaluate(
                "async () => { for (let y = 0; y < document.documentElement.scrollHeight; y += 600) {"
                        + " scrollTo(0, y); await new Promise(r => setTimeout(r, 40)); } }");
        page.waitForTimeout(300);
    }

    /** Cut where no model would, so that every prefix may be seen. */
    private static List<String> pieces(String text) {
        var dressed = dressed(text);
        var random = new Random(text.hashCode());
        var pieces = new ArrayList<String>();
        for (var at = 0; at < dressed.length(); ) {
            var end = Math.min(dressed.length(), at + 1 + random.nextInt(PIECE_CHARS));
            pieces.add(dressed.substring(at, end));
            at = end;
        }
        return pieces;
    }

    /** A hostile text in every dress in which a model may bring it. */
    private static String dressed(String text) {
        var line = text.replaceAll("\\s+", " ");
        var diagram =
                "```mermaid\nflowchart LR\n  a[\""
                        + line
                        + "\"] --> b\n  click a \""
                        + line
                        + "\"\n```";
        return String.join(
                "\n\n",
                text,
                TEXTS.indexOf(text) % DIAGRAMS == 0 ? diagram : "",
                "$$\n\\href{" + line + "}{x} " + line + "\n$$",
                "\\(\\includegraphics{" + line + "}\\) and $" + line + "$",
                "```" + line.replace("`", "") + "\n" + text.replace("```", "") + "\n```",
                "```html\n" + text.replace("```", "") + "\n```",
                "[x](" + line + ") ![y](" + line + ") <" + line + "> [z](<" + line + ">)",
                "| a |\n|---|\n| " + line + " |",
                "[^1]: " + line + "\n\nnote[^1]");
    }

    private static List<String> read() {
        try (var in = HostileTest.class.getResourceAsStream("/markdown/hostile.txt")) {
            var all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var texts = new ArrayList<String>();
            for (var text : all.split("\n%%\n")) {
                if (!text.isBlank()) {
                    texts.add(text);
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
