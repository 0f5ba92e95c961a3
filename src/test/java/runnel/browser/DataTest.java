package runnel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.Pictures.desktop;
import static runnel.testkit.Pictures.phone;
import static runnel.testkit.Pictures.take;
import static runnel.testkit.Pictures.takeWhole;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.TestServer;

/** A person asks about data, sees each step, and takes the answer along. */
final class DataTest {
    private static final Pattern FINISHED = Pattern.compile("^\\d+ ms$|^[\\d.]+ s$");

    // Longer than any test waits, and the database has to be interrupted for it to end.
    private static final String ENDLESS =
            """
            cubes:
              - name: stones
                title: Stones
                sql: "SELECT a.range AS id FROM range(3000000) a, range(3000000) b WHERE (a.range * b.range) % 7 = 3"
                measures:
                  - {name: count, type: count, title: Number of stones}
                dimensions:
                  - {name: id, sql: id, type: number, primary_key: true}
            """;

    /** From the click to the moment in which the database has stopped, in nanoseconds. */
    private static final long SECOND = 1_000_000_000L;

    private static final String EXPLORED =
            "/explore?m=line_items.total_revenue&d=customers.country";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void open() {
        server =
                TestServer.start(
                        data.resolve("server"), Map.of(Setting.NOW, "2026-05-04T12:00:00Z"));
    }

    @AfterAll
    static void close() throws InterruptedException {
        server.close();
    }

    @Test
    void a_question_is_answered_in_five_cards_with_a_table_and_a_chart() {
        try (var browser = Browser.open(desktop())) {
            var page = browser.visit(server.app().url() + "/data");
            takeWhole(page, "data-start");
            ask(page, "revenue by country");
            complete(page, 1);
            assertThat(page.locator(".answer h2")).hasText("revenue by country");
            assertThat(page.locator(".answer .grid tbody tr").nth(3)).isVisible();
            drawn(page);
            takeWhole(page, "data");
            page.locator(".answer .chart").hover();
            var table = page.locator(".answer .grid").innerText();

            var file = page.waitForDownload(() -> page.getByText("Save as CSV").click());
            assertThat(file.suggestedFilename()).endsWith(".csv");
            assertThat(text(file.path())).startsWith("\ufeff").hasLineCount(lines(page) + 1);
            var image = page.waitForDownload(() -> page.getByText("Save the chart").click());
            assertThat(image.suggestedFilename()).endsWith(".png");
            assertThat(image.path()).isNotEmptyFile();

            var book = page.waitForDownload(() -> page.getByText("Excel").click());
            assertThat(book.suggestedFilename()).endsWith(".xlsx");
            assertThat(book.path()).isNotEmptyFile();
            assertThat(page.getByText("Edit the query"))
                    .hasAttribute(
                            "href", "/explore?m=line_items.total_revenue&d=customers.country");
            page.getByText("Keep the chart").click();
            assertThat(page.locator("#board canvas")).isVisible();

            page.reload();
            assertThat(page.locator("#board figcaption")).containsText("revenue by country");
            assertThat(page.locator("#board canvas")).isVisible();
            page.locator("#board .kept").scrollIntoViewIfNeeded();
            takeWhole(page, "data-board");
            page.locator("#board .kept button.quiet").click();
            assertThat(page.locator("#board")).isHidden();
            complete(page, 1);
            assertThat(page.locator(".answer h2")).hasText("revenue by country");
            assertThat(page.locator(".answer .grid").innerText()).isEqualTo(table);
            drawn(page);

            ask(page, "only the top 3");
            complete(page, 2);
            assertThat(page.locator(".answer").first().locator("tbody tr")).hasCount(3);
            takeWhole(page, "data-follow-up");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_question_in_chinese_is_answered_in_chinese() {
        try (var browser =
                Browser.open(desktop().setLocale("zh-CN").setColorScheme(ColorScheme.DARK))) {
            var page = browser.visit(server.app().url() + "/data");
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
            page.locator("[data-question]").first().click();
            complete(page, 1);
            assertThat(page.locator(".card summary").first()).containsText("理解问题");
            ask(page, "各国的收入");
            complete(page, 2);
            drawn(page);
            takeWhole(page, "data-dark-zh");
            ask(page, "只看前三名");
            complete(page, 3);
            assertThat(page.locator(".answer").first().locator("tbody tr")).hasCount(3);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void it_asks_back_and_fits_a_phone() {
        try (var browser = Browser.open(phone());
                var desk = Browser.open(desktop())) {
            var room = desk.visit(server.app().url() + EXPLORED);
            assertThat(room.locator("#answer svg.drawing rect").first()).isVisible();
            take(room, "explore");
            takeWhole(browser.visit(server.app().url() + EXPLORED), "explore-phone");
            var page = browser.visit(server.app().url() + "/data");
            ask(page, "show me the average");
            assertThat(page.locator(".answer .offers button").first()).isVisible();
            takeWhole(page, "data-asks-back-phone");
            page.locator(".answer .offers button").first().click();
            complete(page.locator(".answer").first());
            ask(page, "orders by month last year");
            complete(page.locator(".answer").first());
            drawn(page);
            takeWhole(page, "data-phone");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_reload_in_mid_run_goes_on_and_stop_ends_it() throws Exception {
        var model = Files.createDirectories(data.resolve("model"));
        Files.writeString(model.resolve("stones.yml"), ENDLESS);
        var init = Files.writeString(data.resolve("init.sql"), "CREATE TABLE heap (id INTEGER);");
        var settings =
                Map.of(
                        Setting.MODELS, model.toString(),
                        Setting.ANALYTICS, data.resolve("stones.duckdb").toString(),
                        Setting.ANALYTICS_INIT, init.toString());
        try (var slow = TestServer.start(data.resolve("slow"), settings);
                var browser = Browser.open(desktop())) {
            var page = browser.visit(slow.app().url() + "/data");
            ask(page, "number of stones");
            assertThat(page.locator(".card.live summary")).containsText("Ask the database");
            page.reload();
            assertThat(page.locator(".card.live summary")).containsText("Ask the database");
            assertThat(inDatabase()).isTrue();
            assertThat(page.locator(".card")).hasCount(3);
            assertThat(page.locator(".answer h2")).hasText("number of stones");
            takeWhole(page, "data-running");
            var clicked = System.nanoTime();
            page.click("#stop");
            while (inDatabase() && System.nanoTime() - clicked < SECOND) {
                Thread.sleep(5);
            }
            assertThat(inDatabase()).as("the database still works a second later").isFalse();
            assertThat(page.locator(".answer .mishap")).isVisible();
            assertThat(page.locator(".card.live")).hasCount(0);
            assertThat(page.locator("#stop")).isHidden();
            takeWhole(page, "data-stopped");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_tool_of_the_chat_shows_its_table_and_chart_in_the_answer() {
        try (var browser = Browser.open(desktop())) {
            var page = browser.visit(server.app().url() + "/");
            ask(page, "@ask_data {\"question\":\"revenue by country\"}");
            assertThat(page.locator(".agent:not([aria-busy])")).isVisible();
            // The echo repeats the result: the chart stands in its words, and only there.
            assertThat(page.locator(".agent .prose table").first()).isVisible();
            drawn(page);
            assertThat(page.locator(".found-data")).hasCount(0);
            take(page, "chat-data");
            page.reload();
            drawn(page);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void a_model_that_does_not_repeat_the_result_leaves_it_below_the_call() throws Exception {
        try (var upstream = new FakeUpstream(DataTest::talk);
                var talking = TestServer.start(data.resolve("talking"), upstream);
                var browser = Browser.open(desktop())) {
            var page = browser.visit(talking.app().url() + "/");
            ask(page, "How did revenue develop?");
            assertThat(page.locator(".agent .prose").last()).hasText("It grew.");
            assertThat(page.locator(".call .data").last()).containsText("```chart");
            assertThat(page.locator(".call .found-data tbody tr")).hasCount(12);
            drawn(page);
            take(page, "chat-data-tool");
            page.reload();
            assertThat(page.locator(".call .found-data tbody tr")).hasCount(12);
            drawn(page);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Whether a worker is inside the database's driver. */
    private static boolean inDatabase() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("analytics-"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().startsWith("org.duckdb."));
    }

    /** A model that asks the data once, and then says something of its own. */
    private static void talk(FakeUpstream.Line line) throws java.io.IOException {
        if (line.request().path().endsWith("/models")) {
            line.answer(404, "application/json", "{}");
        } else if (line.request().body().contains("```chart")) {
            line.head().text("It grew.").finish("stop");
        } else {
            var question = "{\"question\":\"revenue by month last year\"}";
            line.head().event(Chunks.call(0, "c1", "ask_data", question)).finish("tool_calls");
        }
    }

    private static void ask(Page page, String question) {
        page.fill("#text", question);
        page.press("#text", "Enter");
    }

    private static void complete(Page page, int answers) {
        assertThat(page.locator(".answer")).hasCount(answers);
        complete(page.locator(".answer").first());
    }

    private static void complete(com.microsoft.playwright.Locator answer) {
        assertThat(answer.locator(".card")).hasCount(5);
        assertThat(answer.locator(".card .millis").last()).hasText(FINISHED);
        assertThat(answer.locator(".card.live")).hasCount(0);
    }

    /** Looks whether the newest chart has pixels of more than one colour. */
    private static void drawn(Page page) {
        page.waitForFunction(
                """
                () => {
                  const canvas = document.querySelector('.answer canvas, .message canvas');
                  if (!canvas) return false;
                  const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  const colours = new Set();
                  for (let i = 0; i < all.length; i += 4) if (all[i + 3] > 200) colours.add(all[i] << 16 | all[i + 1] << 8 | all[i + 2]);
                  return colours.size > 5;
                }
                """);
    }

    private static int lines(Page page) {
        return page.locator(".answer tbody tr").count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
