package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Table;
import runnel.http.Assets;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/** The page on which data is asked by clicking. Thread-safe. */
final class Explorer {
    private static final String PATH = "/explore";

    private final Analytics analytics;
    private final Templates templates;
    private final Assets assets;
    private final Clock clock;

    Explorer(Analytics analytics, Templates templates, Assets assets, Clock clock) {
        this.analytics = analytics;
        this.templates = templates;
        this.assets = assets;
        this.clock = clock;
    }

    void routes(Routes routes) {
        routes.get(PATH, this::show);
    }

    private void show(Request request, Response response) throws ClientGone, InterruptedException {
        var viewer = Viewer.of(request);
        var query = ExploreQuery.of(request.query());
        // Who looks away ends the statement.
        response.onLeave(Thread.currentThread()::interrupt);
        var view = view(query, viewer);
        var values = Map.<String, Object>of("viewer", viewer, "view", view, "assets", assets);
        response.header("Cache-Control", "no-store")
                .header("HX-Push-Url", view.link().isEmpty() ? PATH : PATH + "?" + view.link())
                .html(templates.render("explore", values));
    }

    private ExploreView view(ExploreQuery query, Viewer viewer) throws InterruptedException {
        var link = query.link(query.sort(), query.descending(), query.page());
        try {
            var choices =
                    new ExploreChoices(
                            analytics.meta(SecurityContext.NOBODY),
                            query,
                            viewer.messages().language());
            return new ExploreView(
                    choices.cubes(),
                    choices.times(),
                    choices.members(),
                    choices.conditions(),
                    query.time(),
                    query.grain(),
                    query.range(),
                    link,
                    choices.problems(viewer.messages()),
                    outcome(query, viewer));
        } catch (Problem e) {
            return new ExploreView(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    "",
                    "",
                    "",
                    link,
                    List.of(),
                    complaint(e, viewer));
        }
    }

    private ExploreView.Outcome outcome(ExploreQuery query, Viewer viewer)
            throws InterruptedException {
        if (query.isEmpty()) {
            return new ExploreView.Nothing();
        }
        try {
            var began = clock.nanos();
            var table = analytics.rows(query.paged(), SecurityContext.NOBODY);
            var millis = (clock.nanos() - began) / 1_000_000;
            return rows(query, table, millis, viewer);
        } catch (Problem e) {
            return complaint(e, viewer);
        }
    }

    private ExploreView.Rows rows(ExploreQuery query, Table table, long millis, Viewer viewer) {
        var answer = table.answer();
        var cells = new ExploreCells(answer, viewer);
        var rows = new ArrayList<List<String>>();
        table.rows().forEach(row -> rows.add(cells.texts(row)));
        var from = query.page() * ExploreQuery.PAGE_ROWS;
        var total = answer.total().orElse(from + rows.size());
        var more = from + rows.size() < total;
        var pages =
                new ExploreView.Pages(
                        query.page() == 0
                                ? ""
                                : query.link(query.sort(), query.descending(), query.page() - 1),
                        more ? query.link(query.sort(), query.descending(), query.page() + 1) : "",
                        viewer.text(
                                "explore.shown",
                                rows.isEmpty() ? 0 : from + 1,
                                from + rows.size(),
                                viewer.number(total)));
        return new ExploreView.Rows(
                columns(query, answer, cells),
                rows,
                pages,
                sql(query, answer),
                Json.write(query.whole()),
                "query="
                        + java.net.URLEncoder.encode(
                                Json.write(query.whole()), java.nio.charset.StandardCharsets.UTF_8),
                chart(query, table, cells, rows.size() < total),
                answer.origin().warnings(),
                viewer.text(answer.origin().cached() ? "explore.cached" : "explore.fresh", millis));
    }

    private static ExploreView.Chart chart(
            ExploreQuery query, Table table, ExploreCells cells, boolean partial) {
        var chart = new ExploreChart(table.answer().columns(), table.rows(), cells, query.chart());
        var kinds =
                chart.kinds().stream()
                        .map(ExploreChart.Kind::word)
                        .map(word ->
                                new ExploreView.Kind(
                                        word,
                                        query.drawn(word)
                                                .link(
                                                        query.sort(),
                                                        query.descending(),
                                                        query.page()),
                                        word.equals(chart.kind())))
                        .toList();
        return new ExploreView.Chart(
                chart.html(), kinds, query.chart(), partial && !kinds.isEmpty());
    }

    private static List<ExploreView.Column> columns(
            ExploreQuery query, Answer answer, ExploreCells cells) {
        var columns = new ArrayList<ExploreView.Column>();
        for (var i = 0; i < answer.columns().size(); i++) {
            // A period is sorted by its time dimension.
            var member = answer.columns().get(i).members().getLast();
            var sorted = query.sort().equals(member);
            columns.add(
                    new ExploreView.Column(
                            cells.title(i),
                            cells.isNumber(i),
                            query.link(member, !sorted || !query.descending(), 0),
                            sorted ? (query.descending() ? "descending" : "ascending") : "none"));
        }
        return columns;
    }

    private String sql(ExploreQuery query, Answer answer) {
        if (!answer.origin().sql().isEmpty()) {
            return answer.origin().sql();
        }
        JsonNode sql = analytics.sql(query.whole(), SecurityContext.NOBODY);
        return sql.path("sql").path(0).asText();
    }

    private static ExploreView.Complaint complaint(Problem problem, Viewer viewer) {
        return new ExploreView.Complaint(
                problem.message(viewer.messages()), problem.hint(viewer.messages()));
    }
}
