package runnel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Http;
import runnel.testkit.TestServer;

/** The data explorer over the demo, as a browser without scripts sees it. */
final class ExplorerTest {
    @TempDir private static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data, Map.of(Setting.NOW, "2026-05-04T12:00:00Z"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @Test
    void firstItOffersWhatThereIsToAsk() throws Exception {
        var page = page("");
        assertThat(page.select("[data-cube] summary").eachText())
                .contains("Employees", "Orders", "Sales view");
        assertThat(page.select("input[name=m][value=employees.total_employees]")).hasSize(1);
        assertThat(page.select("li[data-words*=员工总数]")).isNotEmpty();
        assertThat(page.select("#answer .explore-hint")).hasSize(1);
    }

    @Test
    void aLinkRestoresAQueryWithItsAnswer() throws Exception {
        var page = page("m=orders.count&d=orders.status&sort=orders.count&way=desc");
        assertThat(page.select("input[name=m][checked]").eachAttr("value"))
                .containsExactly("orders.count");
        assertThat(page.select("#answer thead th").eachText())
                .containsExactly("Order Status", "Number of Orders");
        assertThat(page.select("#answer tbody tr").first().text()).startsWith("completed");
        assertThat(page.select("th[aria-sort=descending]").text()).isEqualTo("Number of Orders");
        assertThat(page.select("#answer svg.drawing rect")).hasSize(5);
        assertThat(page.select("#answer pre").first().text()).contains("SELECT", "GROUP BY");
    }

    @Test
    void periodsBecomeALineAndNumbersAreFormatted() throws Exception {
        var page = page("m=sales.total_revenue&t=sales.created_at&g=quarter&r=last+12+months");
        assertThat(page.select("#answer tbody td").first().text()).matches("2025 Q\\d");
        assertThat(page.select("#answer svg polyline")).hasSize(1);
        assertThat(page.select("#answer td.number").first().text()).matches("[\\d,]+\\.\\d\\d");
    }

    @Test
    void theShapeChoosesTheChartAndALinkAnother() throws Exception {
        var one = page("m=orders.count");
        assertThat(one.select("#answer .drawing-numbers b").text()).matches("[\\d,]+");
        var stacked =
                page("m=orders.count&d=orders.status&t=orders.created_at&g=quarter&r=last+year");
        assertThat(stacked.select("#answer svg rect")).hasSizeGreaterThan(8);
        assertThat(stacked.select("#answer .drawing-legend li").eachText()).contains("completed");
        assertThat(stacked.select(".explore-kinds a").eachText())
                .containsExactly("stacked", "line");
        var lines = page(link(stacked, "line"));
        assertThat(lines.select("#answer svg polyline")).hasSize(4);
        assertThat(lines.select(".explore-kinds a[aria-current]").text()).isEqualTo("line");
        var pie = page(link(page("m=orders.count&d=orders.status"), "pie"));
        assertThat(pie.select("#answer svg path")).hasSize(5);
        assertThat(pie.select("#answer .drawing-legend").text()).contains("%");
    }

    private static String link(org.jsoup.nodes.Document page, String kind) {
        return page.select(".explore-kinds a:contains(" + kind + ")")
                .attr("href")
                .substring("/explore?".length());
    }

    @Test
    void filtersAndPagesNarrowWhatIsShown() throws Exception {
        var cancelled = page("m=orders.count&f0=orders.status&o0=equals&v0=cancelled");
        var all = page("m=orders.count");
        assertThat(number(cancelled)).isPositive().isLessThan(number(all));
        var first = page("d=orders.id");
        assertThat(first.select("#answer tbody tr")).hasSize(ExploreQuery.PAGE_ROWS);
        var next = page(first.select("a[rel=next]").attr("href").substring("/explore?".length()));
        assertThat(next.select("#answer td").first().text()).isEqualTo("101");
        assertThat(next.select("a[rel=prev]")).hasSize(1);
    }

    @Test
    void mistakesAreToldInTheLanguageOfTheViewer() throws Exception {
        var page = page("m=orders.cuont&lang=zh");
        assertThat(page.select("#answer .explore-problem").text())
                .contains("orders.cuont", "orders.count", "不存在");
        var hostile = page("m=" + Http.encode("<script>alert(1)</script>"));
        assertThat(hostile.select("#answer script")).isEmpty();
    }

    @Test
    void rowsCanBeTakenAway() throws Exception {
        var page = page("m=orders.count&d=orders.status");
        var link = page.select("a[href^=/explore/data/csv]").attr("href");
        var csv = server.http().get(link);
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Disposition")).contains("data.csv");
        assertThat(csv.body().lines()).hasSize(6);
        assertThat(server.http().get(link.replace("/csv", "/xlsx")).status()).isEqualTo(200);
        assertThat(server.http().get(link.replace("/csv", "/pdf")).status()).isEqualTo(400);
    }

    @Test
    void mistakesInTheModelAreShownWithFileAndLine() throws Exception {
        var file = data.resolve("demo/models/broken.yml");
        page("");
        Files.writeString(file, "cubes:\n  - name: broken\n    sql_tabel: x\n");
        try {
            var until = System.nanoTime() + 20_000_000_000L;
            while (page("").select(".explore-problem code").isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.sleep(200);
            }
            assertThat(page("").select(".explore-problem code").text()).contains("broken.yml:3");
            assertThat(number(page("m=orders.count"))).isEqualTo(4_200);
        } finally {
            Files.delete(file);
        }
    }

    private static long number(Document page) {
        return Long.parseLong(page.select("#answer td.number").first().text().replace(",", ""));
    }

    private static Document page(String query) throws Exception {
        var reply = server.http().get("/explore?" + query);
        assertThat(reply.status()).isEqualTo(200);
        return Jsoup.parse(reply.body());
    }
}
