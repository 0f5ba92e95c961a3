package runnel.cube.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.cube.Catalog;
import runnel.cube.Engine;
import runnel.cube.Finding;
import runnel.cube.Plan;
import runnel.cube.Rows;
import runnel.cube.SecurityContext;
import runnel.cube.query.Asked;
import runnel.cube.query.QueryReader;
import runnel.cube.sql.Dialect;

/** Plans queries in this process and runs them on an engine. Thread-safe. */
public final class EmbeddedAnalytics implements Analytics {
    /** Memory for answers that are kept. */
    public static final long CACHE_BYTES = 64L * 1024 * 1024;

    private static final Messages ENGLISH = Messages.of("en");

    private final Models models;
    private final Engine engine;
    private final Dialect dialect;
    private final QueryReader reader;
    private final Clock clock;
    private final ResultCache cache;
    private volatile Model model;

    /**
     * @param models asked anew for each request
     */
    public EmbeddedAnalytics(Models models, Engine engine, Clock clock, long cacheBytes) {
        this.models = models;
        this.engine = engine;
        this.dialect = Dialect.of(engine.dialect());
        this.reader = new QueryReader(clock);
        this.clock = clock;
        this.cache = new ResultCache(cacheBytes);
        this.model = new Model(models.catalog(), dialect);
    }

    @Override
    public Loaded load(JsonNode query, boolean multi, SecurityContext viewer)
            throws InterruptedException {
        var current = model();
        var asked = reader.read(query, multi);
        // Everything is planned before anything runs: a mistake in the last query costs no work.
        var plans = new ArrayList<Plan>();
        for (var part : asked.parts()) {
            plans.add(current.plan(part.query(), viewer));
        }
        var answers = new ArrayList<Answer>();
        for (var i = 0; i < plans.size(); i++) {
            var answer = answer(current, asked, i, plans.get(i), viewer);
            answers.add(plans.size() == 1 ? answer : buffered(answer));
        }
        return new Loaded(asked.type(), answers, Pivot.query(asked));
    }

    private Answer answer(Model current, Asked asked, int index, Plan plan, SecurityContext viewer)
            throws InterruptedException {
        var part = asked.parts().get(index);
        var total =
                part.query().options().total()
                        ? OptionalLong.of(count(current.total(part.query(), viewer)))
                        : OptionalLong.empty();
        var key =
                new ResultCache.Key(
                        current.catalog().version() + "/" + engine.dataVersion(),
                        plan.sql(),
                        plan.binds());
        var hit = asked.fresh() ? java.util.Optional.<ResultCache.Entry>empty() : cache.get(key);
        var now = clock.now();
        Rows rows =
                hit.isPresent()
                        ? ResultCache.replay(hit.get())
                        : cache.recorded(key, engine.run(plan), now);
        var origin =
                new Answer.Origin(
                        engine.dialect(),
                        hit.map(ResultCache.Entry::read).orElse(now),
                        hit.isPresent(),
                        plan.sql(),
                        plan.warnings());
        return new Answer(
                part.json(),
                current.annotations().of(part.query()),
                plan.columns(),
                rows,
                Pivot.extra(asked, part, plan.columns()),
                total,
                origin);
    }

    private long count(Plan plan) throws InterruptedException {
        try (var rows = engine.run(plan)) {
            var row = rows.next();
            return row == null || !(row[0] instanceof Number number) ? 0 : number.longValue();
        }
    }

    /** Several answers are read one after another, so that they do not hold several connections. */
    private static Answer buffered(Answer answer) throws InterruptedException {
        var table = Table.read(answer);
        var rows =
                ResultCache.replay(
                        new ResultCache.Entry(table.rows(), answer.origin().refreshed(), 0));
        return new Answer(
                answer.query(),
                answer.annotation(),
                answer.columns(),
                rows,
                answer.extra(),
                answer.total(),
                answer.origin());
    }

    @Override
    public JsonNode sql(JsonNode query, SecurityContext viewer) {
        var current = model();
        var asked = reader.read(query, true);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (var part : asked.parts()) {
            var plan = current.plan(part.query(), viewer);
            all.add(new SqlJson(part, plan).json());
        }
        return asked.type() == Asked.Type.REGULAR ? all.get(0) : all;
    }

    @Override
    public ObjectNode dryRun(JsonNode query, SecurityContext viewer) {
        var current = model();
        var asked = reader.read(query, true);
        var json = Json.object().put("queryType", asked.type().word());
        var normalized = json.putArray("normalizedQueries");
        var order = json.putArray("queryOrder");
        var transformed = json.putArray("transformedQueries");
        var warnings = new ArrayList<String>();
        for (var part : asked.parts()) {
            var plan = current.plan(part.query(), viewer);
            warnings.addAll(plan.warnings());
            normalized.add(part.json());
            order.add(SqlJson.order(part));
            transformed.add(SqlJson.transformed(part));
        }
        var pivot = Pivot.query(asked);
        normalized.set(0, pivot.deepCopy());
        json.set("pivotQuery", pivot);
        warn(json, warnings);
        return json;
    }

    static void warn(ObjectNode json, List<String> warnings) {
        if (!warnings.isEmpty()) {
            var array = json.putArray("warnings");
            warnings.forEach(array::add);
        }
    }

    @Override
    public Optional<Catalog> catalog() {
        return Optional.of(model().catalog());
    }

    @Override
    public ObjectNode meta(SecurityContext viewer) {
        var json = new Meta(model().catalog(), viewer).json();
        var broken = models.findings().stream().filter(Finding::isError).toList();
        if (!broken.isEmpty()) {
            var problems = json.putArray("problems");
            broken.forEach(finding -> problem(problems.addObject(), finding));
        }
        return json;
    }

    private static void problem(ObjectNode json, Finding finding) {
        var place = finding.place();
        json.put("file", place.file()).put("line", place.line()).put("column", place.column());
        json.put("message", finding.message(ENGLISH)).put("hint", finding.hint(ENGLISH));
        // For readers who say it in another language.
        var values = json.put("code", finding.code()).putArray("values");
        finding.values().forEach(values::add);
    }

    /** The planner for the model in force; a new one when the model changed. */
    private Model model() {
        var current = model;
        var catalog = models.catalog();
        if (current.catalog() != catalog) {
            current = new Model(catalog, dialect);
            model = current;
        }
        return current;
    }

    @Override
    public void close() {
        engine.close();
    }
}
