package runnel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
}
