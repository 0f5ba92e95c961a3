package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.Pictures.desktop;
import static runnel.testkit.Pictures.phone;
import static runnel.testkit.Pictures.take;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.conversation.Command;
import runnel.conversation.ConversationStore.Before;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;
import runnel.testkit.Teller;

/** How conversations and their lists look in their states: a picture of each. */
final class LooksTest {
    private static final String QUESTION = "How does a rainbow form?";
    private static final String ANSWER =
            """
            A rainbow forms when **sunlight is bent, split and reflected** inside raindrops.

            ## Step by step

            1. A ray of light enters a drop and slows down, so it *bends*.
            2. Each colour bends by a different angle: the light splits.
            3. It is reflected at the back of the drop, and bends again on its way out.

            | Colour | Angle | Wavelength |
            |--------|------:|-----------:|
            | red    | 42.4° | 700 nm     |
            | green  | 41.5° | 530 nm     |
            | violet | 40.7° | 400 nm     |

            You can compute the angle yourself with `rainbow(n)`:

            ```python
            from math import asin, degrees, sqrt

            def rainbow(n: float) -> float:
                i = asin(sqrt((4 - n * n) / 3))
                return degrees(4 * asin(sin(i) / n) - 2 * i)
            ```

            > The sun is always behind you when you see one.
            """;
    private static final String ANSWER_ZH =
            """
            彩虹是阳光在雨滴里**折射、色散和反射**的结果。

            ## 分步来看

            1. 光线进入水滴时变慢，于是发生*折射*。
            2. 不同颜色的光折射角度不同，白光因此散开。
            3. 光在水滴背面反射，离开水滴时再次折射。

            | 颜色 | 角度 | 波长 |
            |------|-----:|-----:|
            | 红   | 42.4° | 700 nm |
            | 紫   | 40.7° | 400 nm |

            > 看到彩虹时，太阳总在您的身后。
            """;

    @TempDir Path directory;

    @Test
    void the_start() throws Exception {
        try (var site = Site.start(directory, ScriptedModel.of(new Teller("")));
                var browser = Browser.open(desktop());
                var dark =
                        Browser.open(
                                desktop().setColorScheme(ColorScheme.DARK).setLocale("zh-CN"));
                var phone = Browser.open(phone())) {
            take(browser.visit(site.url("/")), "start");
            var chinese = dark.visit(site.url("/"));
            assertThat(chinese.locator("html")).hasAttribute("lang", "zh-CN");
            take(chinese, "start-dark-zh");
            chinese.click(".sidebar-foot summary");
            take(chinese, "preferences-dark-zh");
            take(phone.visit(site.url("/")), "start-phone");
            take(browser.visit(site.url("/conversations/none")), "problem-page");
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("404"));
        }
    }

    @Test
    void a_conversation() throws Exception {
        var teller = new Teller(ANSWER);
        try (var site = Site.start(directory, ScriptedModel.of(teller));
                var browser = Browser.open(desktop().setViewportSize(1280, 960));
                var dark = Browser.open(desktop().setColorScheme(ColorScheme.DARK));
                var phone = Browser.open(phone());
                var wide = Browser.open(desktop().setViewportSize(1920, 1080))) {
            var page = PageTest.ask(browser, site, QUESTION);
            take(page, "thinking");
            teller.say(40);
            assertThat(page.locator(".agent .prose ol")).isVisible();
            PageTest.send(page, "And why is there sometimes a second one?");
            page.fill("#text", "A draft of the next question");
            assertThat(page.locator(".queued")).isVisible();
            take(page, "writing");
            page.locator("[aria-label=Remove]").click();
            assertThat(page.locator(".queued")).hasCount(0);
            teller.finish();
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            page.fill("#text", "");
            take(page, "conversation");
            var pages =
                    List.of(
                            dark.visit(page.url()),
                            phone.visit(page.url()),
                            wide.visit(page.url()));
            take(pages.get(0), "conversation-dark");
            take(pages.get(1), "conversation-phone");
            take(pages.get(2), "conversation-wide");
            pages.get(1).click("#open-sidebar");
            pages.get(1).waitForTimeout(300);
            take(pages.get(1), "list-phone");
            page.locator(".agent .about summary").click();
            take(page, "about");
            page.keyboard().press("Escape");
            page.mouse().move(0, 0);
            page.locator("#text").blur();
            page.keyboard().press("?");
            take(page, "shortcuts");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_conversation_in_chinese() throws Exception {
        try (var site =
                        Site.start(
                                directory,
                                ScriptedModel.of(
                                        ScriptedModel.says(asked -> List.of(ANSWER_ZH), 800)));
                var browser = Browser.open(desktop().setLocale("zh-CN"))) {
            var page = PageTest.ask(browser, site, "彩虹是怎样形成的？");
            assertThat(page.locator(".agent blockquote")).isVisible();
            assertThat(page.locator("#announcement")).hasText("回答完毕。");
            take(page, "conversation-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void reasoning_versions_and_problems() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.reasoning(
                                    "The user asks about rainbows. I should mention refraction, dispersion, reflection.");
                            sink.text("Light bends in the drops.");
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.text("Light bends in the");
                            throw new Problem(
                                    Problem.Kind.UPSTREAM,
                                    "model-rate-limited",
                                    "example",
                                    "retry after 20 s");
                        });
        try (var site = Site.start(directory, model);
                var browser = Browser.open(desktop());
                var dark = Browser.open(desktop().setColorScheme(ColorScheme.DARK))) {
            var page = PageTest.ask(browser, site, QUESTION);
            assertThat(page.locator(".agent .prose").last()).hasText("Light bends in the drops.");
            page.click(".reasoning summary");
            take(page, "reasoning");
            page.click("[aria-label='Answer again']");
            assertThat(page.locator(".problem")).containsText("has no capacity");
            assertThat(page.locator(".problem button")).isVisible();
            take(page, "problem");
            take(dark.visit(page.url()), "problem-dark");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_library() throws Exception {
        var echo = ScriptedModel.says(asked -> List.of("You said: ", asked), 0);
        try (var site = Site.start(directory, ScriptedModel.of(echo));
                var browser = Browser.open(desktop());
                var dark =
                        Browser.open(
                                desktop().setColorScheme(ColorScheme.DARK).setLocale("zh-CN"));
                var phone = Browser.open(phone())) {
            for (var title : List.of("Trip to the lakes", "Packing list", "Why is the sky blue?")) {
                site.core().untilEnd(site.core().send("", title));
            }
            var page = PageTest.ask(browser, site, "Rayleigh scattering, 瑞利散射, in one line");
            var id = page.url().substring(page.url().lastIndexOf('/') + 1);
            var runs = site.core().runs;
            for (var summary : site.core().store.list("ann", Before.START, 9)) {
                if (summary.title().contains("lakes") || summary.title().contains("list")) {
                    runs.command("ann", summary.id(), new Command.PutAway("Travel"));
                } else if (summary.title().contains("blue")) {
                    runs.command("ann", summary.id(), new Command.Pin(true));
                }
            }
            assertThat(page.locator(".folder")).isVisible();
            page.click(".folder summary");
            take(page, "library");
            page.click(".rename summary");
            take(page, "library-menu");
            page.click(".rename summary");
            page.click(".tune summary");
            take(page, "library-instruction");
            page.click(".tune summary");
            page.keyboard().press("Control+k");
            page.fill("#palette-text", "sc");
            assertThat(page.locator("#palette-found mark").first()).isVisible();
            take(page, "palette");
            page.keyboard().press("Escape");
            var chinese = dark.visit(site.url("/search?q=" + "%E6%95%A3%E5%B0%84"));
            take(chinese, "search-dark-zh");
            take(browser.visit(site.url("/search?q=zebra")), "search-none");
            take(browser.visit(site.url("/archive")), "archive-empty");
            take(phone.visit(site.url("/search?q=scattering")), "search-phone");
            runs.command("ann", id, new Command.Delete(60_000));
            assertThat(page.locator("#state p")).isVisible();
            take(page, "deleted");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
