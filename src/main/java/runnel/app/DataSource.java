package runnel.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.bi.AskData;
import runnel.bi.CertifiedFile;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Catalogs;
import runnel.cube.analytics.EmbeddedAnalytics;
import runnel.cube.analytics.LazyAnalytics;
import runnel.cube.demo.Demo;
import runnel.cube.jdbc.JdbcEngine;
import runnel.cube.jdbc.Workers;
import runnel.cube.server.CubeServer;
import runnel.http.Request;
import runnel.http.Routes;
import runnel.wire.cube.CubeApi;
import runnel.wire.cube.CubeRoutes;
import runnel.wire.cube.Tokens;
import runnel.workflow.Workflow;

/**
 * The data that can be asked about, by the configuration: a model over a database, a Cube server,
 * or the demo.
 */
public final class DataSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataSource.class);
    private static final String CUBE_API = "/cubejs-api/";

    private final Analytics analytics;
    private final CubeServers servers;
    private final String secret;
    private final Workers workers;
    private final AskData.Manner manner;
    private final Viewers viewers;

    private DataSource(
            Analytics analytics,
            CubeServers servers,
            String secret,
            Workers workers,
            AskData.Manner manner,
            Viewers viewers) {
        this.viewers = viewers;
        this.manner = manner;
        this.analytics = analytics;
        this.servers = servers;
        this.secret = secret;
        this.workers = workers;
    }

    /**
     * Opens what is configured. The demo's data is made when it is first asked.
     *
     * @throws Problem when the model's directory or the database cannot be read
     */
    public static DataSource open(Config config) {
        var workers = new Workers();
        try {
            var secret = config.text(Setting.CUBE_SECRET);
            var viewers = Viewers.of(config);
            var certified = CertifiedFile.in(directory(config));
            var manner = new AskData.Manner(config.reader(), certified, viewers);
            var servers = CubeServers.listed(config);
            return new DataSource(
                    analytics(config, workers), servers, secret, workers, manner, viewers);
        } catch (Problem e) {
            workers.close();
            throw e;
        }
    }

    public Analytics analytics() {
        return analytics;
    }

    /** The same as people at the server's own pages see it. */
    Analytics own() {
        return new OwnAnalytics(analytics, viewers.usual());
    }

    /** What is known of those who ask. */
    Viewers viewers() {
        return viewers;
    }

    /** How questions about it are answered. */
    AskData.Manner manner() {
        return manner;
    }

    /** The Cube servers that a question may name. */
    CubeServers servers() {
        return servers;
    }

    /** What asks those of them that are not the usual one. */
    List<Workflow> workflows(Clock clock) {
        return servers.workflows(clock, manner);
    }

    /** The ways in for Cube's clients. */
    void routes(Routes routes, Function<Request, String> owner) {
        // Tokens end by the real time, whatever day the queries are about.
        Function<Optional<String>, SecurityContext> signed =
                secret.isEmpty()
                        ? header -> viewers.usual()
                        : new Tokens(secret, Clock.system())::viewer;
        new CubeRoutes(
                        new CubeApi(analytics, signed),
                        !secret.isEmpty(),
                        request -> viewers.apply(owner.apply(request)))
                .routes(routes);
    }

    /** Beginnings of paths that check for themselves who asks. */
    List<String> doors() {
        return secret.isEmpty() ? List.of() : List.of(CUBE_API);
    }

    @Override
    public void close() {
        analytics.close();
        servers.close();
        workers.close();
    }

    private static Analytics analytics(Config config, Workers workers) {
        var url = config.text(Setting.CUBE_URL);
        if (!url.isEmpty()) {
            return new CubeServer(url, CubeServers.token(config), Clock.system());
        }
        if (config.text(Setting.ANALYTICS).isEmpty()) {
            return new LazyAnalytics(
                    () -> embedded(config, Engines.demo(config, workers), workers));
        }
        return embedded(config, Engines.open(config, workers), workers);
    }

    private static Analytics embedded(Config config, JdbcEngine engine, Workers workers) {
        var directory = directory(config);
        if (config.text(Setting.MODELS).isEmpty()) {
            Demo.writeModels(config.data().resolve(Engines.DEMO));
        }
        var catalogs = Catalogs.load(directory, Clock.system(), workers);
        var english = Messages.of("en");
        catalogs.findings().forEach(finding -> LOG.warn("{}", finding.line(english)));
        LOG.info("{} cubes and views from {}", catalogs.catalog().entities().size(), directory);
        return new EmbeddedAnalytics(
                catalogs, engine, config.analyticsClock(), EmbeddedAnalytics.CACHE_BYTES);
    }

    /** Where the data model lies. */
    private static Path directory(Config config) {
        var named = config.text(Setting.MODELS);
        return named.isEmpty() ? Demo.models(config.data().resolve(Engines.DEMO)) : Path.of(named);
    }
}
