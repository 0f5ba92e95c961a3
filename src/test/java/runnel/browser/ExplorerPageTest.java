package runnel.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Browser;
import runnel.testkit.TestServer;

/** A person finds members, clicks a query together, and comes back to it. */
final class ExplorerPageTest {
    @TempDir private Path data;

    @Test
    void aQueryIsClickedTogether() throws Exception {
        try (var server = TestServer.start(data, Map.of(Setting.NOW, "2026-05-04T12:00:00Z"));
                var browser = Browser.open()) {
            var page = browser.visit(server.app().url() + "/explore");
            page.locator("#find-member").fill("headcount");
            var employees = page.locator("input[value='employees.total_employees']");
            employees.check();
            page.locator("#answer td.number").waitFor();
            assertThat(page.locator("#answer td.number").textContent()).isEqualTo("180");

            page.locator("#find-member").fill("职位");
            page.locator("input[value='employees.title']").check();
            page.locator("#answer svg.drawing rect").first().waitFor();
            assertThat(page.url()).contains("m=employees.total_employees", "d=employees.title");

            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(Pattern.compile("Job Title")))
                    .click();
            page.locator("th[aria-sort]").first().waitFor();
            page.reload();
            assertThat(page.locator("#answer tbody tr").count()).isGreaterThan(3);
            assertThat(employees.isChecked()).isTrue();
            if (System.getProperty("runnel.look") != null) {
                page.screenshot(
                        new Page.ScreenshotOptions()
                                .setPath(Path.of(System.getProperty("runnel.look"))));
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whoReadsChineseFindsChineseNames() throws Exception {
        try (var server = TestServer.start(data, Map.of(Setting.NOW, "2026-05-04T12:00:00Z"));
                var browser = Browser.open(new NewContextOptions().setLocale("zh-CN"))) {
            var page =
                    browser.visit(
                            server.app().url()
                                    + "/explore?m=employees.total_employees&d=departments.name");
            page.locator("#answer td.number").first().waitFor();
            assertThat(page.locator("#answer thead").textContent())
                    .contains("部门名称", "员工总数")
                    .doesNotContain("Department", "Employees");
            assertThat(page.locator("label:has(input[value='departments.name'])").textContent())
                    .contains("部门名称");
        }
    }

    @Test
    void aLinkBringsBackTheChartAndRowsAreTakenAway() throws Exception {
        try (var server = TestServer.start(data, Map.of(Setting.NOW, "2026-05-04T12:00:00Z"));
                var browser = Browser.open()) {
            var page =
                    browser.visit(
                            server.app().url() + "/explore?m=orders.count&d=orders.status&lang=en");
            var kinds = page.locator(".explore-kinds");
            kinds.getByText("pie").click();
            page.locator("#answer svg path").first().waitFor();
            assertThat(page.locator("#answer svg path").count()).isEqualTo(5);

            // Another question by a click keeps the kind that was chosen.
            page.locator("select[name=o0]").selectOption("notEquals");
            page.locator("input[name=v0]").fill("completed");
            page.locator("select[name=f0]").selectOption("orders.status");
            page.waitForCondition(() -> page.locator("#answer svg path").count() == 4);
            assertThat(kinds.locator("[aria-current]").textContent()).isEqualTo("pie");

            var back = browser.visit(page.url());
            back.locator("#answer svg path").first().waitFor();
            assertThat(back.locator("#answer svg path").count()).isEqualTo(4);
            assertThat(back.locator(".explore-kinds [aria-current]").textContent())
                    .isEqualTo("pie");
            assertThat(back.locator("input[value='orders.count']").isChecked()).isTrue();
            assertThat(back.locator("input[name=v0]").inputValue()).isEqualTo("completed");

            var csv = back.waitForDownload(() -> back.getByText("CSV").click());
            assertThat(csv.suggestedFilename()).isEqualTo("data.csv");
            assertThat(Files.readString(csv.path()))
                    .contains("Order Status")
                    .doesNotContain("completed");
            var book = back.waitForDownload(() -> back.getByText("Excel").click());
            assertThat(book.suggestedFilename()).isEqualTo("data.xlsx");
            assertThat(new String(Files.readAllBytes(book.path()), 0, 2, US_ASCII)).isEqualTo("PK");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void mistakesInTheModelAreShownWhereTheyAre() throws Exception {
        try (var server = TestServer.start(data, Map.of(Setting.NOW, "2026-05-04T12:00:00Z"));
                var browser = Browser.open()) {
            var page = browser.visit(server.app().url() + "/explore?m=orders.count");
            assertThat(page.locator("[role=alert]").count()).isZero();
            Files.writeString(
                    data.resolve("demo/models/broken.yml"),
                    "cubes:\n  - name: broken\n    sql_tabel: x\n");
            var fault = page.locator(".explore-problem");
            page.waitForCondition(() -> {
                page.reload();
                return fault.count() > 0;
            });
            var misspelt =
                    page.locator(
                            ".explore-problem", new Page.LocatorOptions().setHasText("sql_tabel"));
            assertThat(misspelt.locator("code").textContent()).isEqualTo("broken.yml:3");
            assertThat(misspelt.textContent()).contains("sql_table");
            // All else goes on answering.
            assertThat(page.locator("#answer .drawing-numbers b").textContent()).isEqualTo("4,200");
        }
    }
}
