package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.Pictures.desktop;
import static runnel.testkit.Pictures.phone;
import static runnel.testkit.Pictures.takeWhole;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.FakeUpstream;
import runnel.testkit.TestServer;

/** A person talks with a workflow, and sees its steps work, two of them at the same time. */
final class WorkflowTest {
    private static final Pattern CONVERSATION = Pattern.compile(".*/conversations/c_.*");
    private static final String FLOW =
            """
            title: {en: Two opinions, zh: 两种意见}
            description: {en: One for it and one against it., zh: 一个赞成，一个反对。}
            steps:
              - parallel:
                  - {name: pro, task: "Praise {{message}}"}
                  - {name: con, task: "Blame {{message}}"}
              - {name: verdict, task: "Weigh {{pro}} against {{con}}"}
            """;

    @TempDir Path data;
    private final CountDownLatch go = new CountDownLatch(1);

    private void model(FakeUpstream.Line line) throws Exception {
        var body = line.request().body();
        if (line.request().path().endsWith("/models")) {
            line.answer(404, "application/json", "{}");
        } else if (body.contains("Weigh")) {
            line.head().text("It is ", "**fine**.").finish("stop");
        } else {
            line.head().text(body.contains("Praise") ? "Such *light*" : "Such *heat*");
            assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
            line.text(" it gives.").finish("stop");
        }
    }

    private TestServer start(FakeUpstream upstream) throws IOException {
        Files.createDirectories(data.resolve("workflows"));
        Files.writeString(data.resolve("workflows/opinions.yaml"), FLOW);
        return TestServer.start(
                data,
                Map.of(
                        Setting.OPENAI_BASE_URL, upstream.url(),
                        Setting.MODEL, "openai/scripted",
                        Setting.TITLES, "false"));
    }

    @Test
    void its_steps_are_seen_at_work_by_all_and_kept() throws Exception {
        try (var upstream = new FakeUpstream(this::model);
                var server = start(upstream);
                var browser = Browser.open(desktop())) {
            var page = browser.visit(server.app().url() + "/");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Two opinions"))
                    .click();
            assertThat(page.locator(".welcome h2")).hasText("Two opinions");
            page.fill("#text", "a lamp");
            page.press("#text", "Enter");
            page.waitForURL(CONVERSATION);
            var late = browser.visit(page.url());
            for (var one : new Page[] {page, late}) {
                // Both at once, each under its own heading, while neither is done.
                assertThat(one.locator(".helper .label")).hasText(new String[] {"pro", "con"});
                assertThat(one.locator(".helper .prose em"))
                        .hasText(new String[] {"light", "heat"});
            }
            takeWhole(page, "workflow-running");
            go.countDown();
            for (var one : new Page[] {page, late}) {
                assertThat(one.locator(".agent:not([aria-busy])")).isVisible();
                assertThat(one.locator(".agent > .body > .prose").last()).hasText("It is fine.");
                assertThat(one.locator(".helper .prose").first()).isHidden();
            }
            page.click(".helper summary >> nth=1");
            assertThat(page.locator(".helper .prose").nth(1)).hasText("Such heat it gives.");
            takeWhole(page, "workflow");
            page.reload();
            assertThat(page.locator(".helper .label"))
                    .hasText(new String[] {"pro", "con", "verdict"});
            assertThat(page.locator(".agent > .body > .prose").last()).hasText("It is fine.");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void it_is_stopped_in_the_midst_and_speaks_chinese_on_a_phone() throws Exception {
        try (var upstream = new FakeUpstream(this::model);
                var server = start(upstream);
                var browser =
                        Browser.open(phone().setLocale("zh-CN").setColorScheme(ColorScheme.DARK))) {
            var page = browser.visit(server.app().url() + "/?agent=opinions");
            assertThat(page.locator(".welcome h2")).hasText("两种意见");
            page.fill("#text", "一盏灯");
            page.click("#send");
            page.waitForURL(CONVERSATION);
            assertThat(page.locator(".helper .prose em")).hasText(new String[] {"light", "heat"});
            page.locator("[data-shortcut-stop]").click();
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            assertThat(page.locator(".helper")).hasCount(2);
            takeWhole(page, "workflow-stopped-phone");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            go.countDown();
        }
    }
}
