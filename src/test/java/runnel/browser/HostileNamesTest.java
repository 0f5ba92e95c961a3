package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.conversation.Command;
import runnel.testkit.Browser;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;

/**
 * The hostile texts as titles of conversations, names of folders, hits of a search and contents of
 * a file that stands alone: in a real browser nothing of them runs, and nothing leaves the origin.
 */
final class HostileNamesTest {
    private static final int NAME_CHARS = 60;

    /** Each of so many lies in a folder: the list shows forty folders. */
    private static final int FOLDERS = 10;

    @TempDir Path directory;

    @Test
    void as_titles_folders_and_hits() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(List::of, 0));
        try (var site = Site.start(directory, model);
                var browser = Browser.open()) {
            var strayed = watch(browser, site.url("/"));
            for (var text : HostileTest.TEXTS) {
                name(site, text);
            }
            for (var path :
                    List.of("/", "/search?q=alert", "/search?q=javascript", "/search?q=evil")) {
                var page = browser.visit(site.url(path));
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                while (page.locator(".conversations .more").count() > 0) {
                    page.locator(".conversations .more").scrollIntoViewIfNeeded();
                    page.waitForTimeout(100);
                }
                check(page);
                if (path.equals("/")) {
                    assertThat(page.locator(".conversations .title"))
                            .hasCount(HostileTest.TEXTS.size());
                    page.keyboard().press("Control+k");
                    page.fill("#palette-text", "alert");
                    assertThat(page.locator("#palette-found mark").first()).isVisible();
                    check(page);
                } else {
                    assertThat(page.locator(".found mark").first()).isVisible();
                }
                page.close();
            }
            assertThat(strayed).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void in_a_file_that_stands_alone() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(List::of, 0));
        try (var site = Site.start(directory, model);
                var browser = Browser.open()) {
            var all = String.join("\n\n", HostileTest.TEXTS);
            var accepted = site.core().send("", all);
            site.core().untilEnd(accepted);
            for (var text : HostileTest.TEXTS) {
                site.core().untilEnd(site.core().send(accepted.conversation(), text));
            }
            var id = accepted.conversation();
            site.core().runs.command(Core.OWNER, id, new Command.Rename(title(all)));
            var file = directory.resolve("export.html");
            Files.writeString(file, export(site, id));
            var strayed = watch(browser, file.toUri().toString());
            var page = browser.visit(file.toUri().toString());
            assertThat((Integer) page.evaluate("document.body.innerText.length"))
                    .isGreaterThan(all.length());
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
            page.waitForTimeout(500);
            assertThat(page.evaluate("window.ran")).isEqualTo(List.of());
            assertThat(
                            page.evaluate(
                                    "[...document.querySelectorAll('script, iframe, object, embed, form, base, link, img, svg, math')]"
                                            + ".map(e => e.outerHTML)"))
                    .isEqualTo(List.of());
            assertThat(
                            page.evaluate(
                                    "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
                                            + ".filter(a => /^on|^style$|^srcdoc$/.test(a.name) || /^\\\\s*(javascript|data|vbscript):/i.test(a.value))"
                                            + ".map(a => a.name + '=' + a.value)"))
                    .isEqualTo(List.of());
            assertThat(strayed).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** A conversation with that text as title and question, and some in a folder of that name. */
    private static void name(Site site, String text) throws InterruptedException {
        var accepted = site.core().send("", text);
        site.core().untilEnd(accepted);
        var id = accepted.conversation();
        var runs = site.core().runs;
        runs.command(Core.OWNER, id, new Command.Rename(title(text)));
        if (HostileTest.TEXTS.indexOf(text) % FOLDERS == 0) {
            runs.command(Core.OWNER, id, new Command.PutAway(title(text)));
        }
    }

    private static String title(String text) {
        return text.substring(0, Math.min(NAME_CHARS, text.length()));
    }

    private static List<String> watch(Browser browser, String origin) {
        var strayed = new CopyOnWriteArrayList<String>();
        browser.profile().addInitScript(HostileTest.TRAP);
        browser.profile()
                .onRequest(request -> {
                    if (!request.url().startsWith(origin)) {
                        strayed.add(request.url());
                    }
                });
        return strayed;
    }

    private static void check(Page page) {
        assertThat(page.evaluate("window.ran")).isEqualTo(List.of());
        assertThat(page.evaluate(HostileTest.FOUND)).isEqualTo(new ArrayList<>());
    }

    private static String export(Site site, String id) throws Exception {
        var address = site.url("/conversations/" + id + "/export?format=html");
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }
    }
}
