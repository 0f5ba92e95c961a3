package runnel.app;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.auth.Access;
import runnel.auth.Visitor;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.bi.AskData;
import runnel.conversation.Conversations;
import runnel.http.Request;
import runnel.http.Route;
import runnel.http.Routes;
import runnel.http.Server;
import runnel.http.Settings;
import runnel.llm.Models;
import runnel.llm.Prices;
import runnel.llm.Room;
import runnel.llm.echo.EchoProvider;
import runnel.llm.langchain.Limits;
import runnel.llm.langchain.Transport;
import runnel.log.Journal;
import runnel.log.Pulse;
import runnel.run.Runs;
import runnel.store.sql.Database;
import runnel.store.sql.SqlBoard;
import runnel.store.sql.SqlConversationStore;
import runnel.store.sql.SqlFacts;
import runnel.store.sql.SqlFileStore;
import runnel.store.sql.SqlLogStore;
import runnel.store.sql.SqlTokenStore;
import runnel.tool.methods.Toolset;
import runnel.web.DataBoard;
import runnel.web.WebPages;
import runnel.wire.Core;
import runnel.wire.LiveStream;
import runnel.wire.bi.WorkflowApi;
import runnel.wire.cumulative.UserChat;
import runnel.wire.export.ExportApi;
import runnel.wire.htmx.HtmxChat;
import runnel.wire.json.AgentsApi;
import runnel.wire.json.ApiDocument;
import runnel.wire.json.BoardApi;
import runnel.wire.json.ConversationsApi;
import runnel.wire.json.DocumentsApi;
import runnel.wire.json.FilesApi;
import runnel.wire.json.MemoryApi;
import runnel.wire.json.MessagesApi;
import runnel.wire.json.RunsApi;
import runnel.wire.json.SearchApi;
import runnel.wire.json.ToolsApi;
import runnel.wire.json.WorkflowsApi;

/**
 * A running server: everything built, in the order in which things need each other, and taken down
 * in the reverse.
 */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final int DAY = 86_400;

    private final Database database;
    private final SqlLogStore logs;
    private final Transport transport;
    private final Tools tools;
    private final Journal journal;
    private final Pulse pulse;
    private final Runs runs;
    private final Access access;
    private final DataSource data;
    private final List<Route> ways;
    private final Server server;
    private final DataLock lock;

    private App(Config config, List<Toolset> toolsets, DataLock lock) {
        var clock = Clock.system();
        this.lock = lock;
        var silence = config.number(Setting.MODEL_SILENCE_MILLIS, 100, 3_600_000);
        transport = new Transport(Limits.DEFAULT.withIdleMillis(silence), clock);
        var looking = Providers.look(config, transport);
        database = Database.sqlite(config.data(), config.flag(Setting.FSYNC));
        logs = new SqlLogStore(database);
        var metrics = new Metrics();
        journal = Journal.open(logs, clock, metrics);
        pulse = new Pulse(LiveStream.HEARTBEAT_SECONDS);
        access = access(database, config, clock);
        data = DataSource.open(config);
        var ask = new AskData(data.analytics(), config.analyticsClock(), data.manner());
        var files = new SqlFileStore(database, config.data().resolve(Maintenance.FILES), clock);
        tools = new Tools(config, new SentFiles(files), ask.tool(), clock);
        var conversations = conversations(config, files, clock);
        var models = looking.get();
        var facts = new SqlFacts(database);
        var toolbox = tools.all(config, facts, toolsets, clock);
        var agents = Staff.find(config, toolbox, clock);
        var workflows = Procedures.find(config, toolbox, agents, clock);
        runs = new Runs(conversations, models, agents, clock, Runs.Limits.DEFAULT, metrics);
        runs.remember(facts);
        tools.servers().listen(runs.news()::tell);
        besides(config, models);
        runs.offer(ask.workflow());
        data.workflows(config.analyticsClock()).forEach(runs::offer);
        runs.offer(workflows);
        runs.keep(new DurationsFile(config.data()));
        metrics.gauge("runnel.cursors.open", "Streams that readers have open", pulse::watched);
        metrics.runs(runs::count);
        var prices = Prices.of(config.text(Setting.CURRENCY), config.list(Setting.PRICES));
        var core = new Core(conversations, runs, new LiveStream(pulse), App::owner, prices);
        var routes = routes(core, models, metrics, clock);
        data.routes(routes, App::owner);
        new AgentsApi(agents).routes(routes);
        new ToolsApi(toolbox, tools.servers(), App::owner).routes(routes);
        new BoardApi(core, new SqlBoard(database), clock).routes(routes);
        new WorkflowsApi(runs::workflows, workflows::faults).routes(routes);
        new MemoryApi(core, facts, clock).routes(routes);
        new Health(journal, config.data()).routes(routes);
        new WorkflowApi(core, AskData.NAME, data.servers()::workflow).routes(routes);
        var simulated = models.defaultName().startsWith(EchoProvider.NAME + "/");
        var api = new ApiDocument();
        api.routes(routes);
        var pages =
                new WebPages(
                        core,
                        models,
                        Procedures.among(agents, workflows),
                        clock,
                        simulated,
                        ask::suggestions,
                        config.flag(Setting.DEV));
        pages.entered(request -> Entrance.hasSession(access, request));
        pages.routes(routes, api::in);
        pages.memory(routes, facts);
        pages.tools(routes, toolbox, tools.servers());
        pages.documents(routes, tools.documents()::text);
        pages.explorer(routes, data.own());
        new DataBoard(core, ask::look).routes(routes);
        ways = routes.list();
        server = Server.start(settings(config), routes);
        // Only now: with the port taken nothing would come of it.
        runs.recover();
        LOG.info("listening on {}", server.url());
    }

    private Conversations conversations(Config config, SqlFileStore files, Clock clock) {
        return new Conversations(
                new SqlConversationStore(
                        database, files, id -> tools.documents().forget(id).join()),
                logs,
                journal,
                clock,
                TimeUnit.SECONDS.toMillis(config.number(Setting.UNDO_SECONDS, 0, DAY)));
    }

    /** What models do for a conversation besides answering: they name it and sum it up. */
    private void besides(Config config, Models models) {
        var titles = config.text(Setting.TITLES);
        if (!titles.equals("false")) {
            runs.nameConversations(titles.equals("true") ? "" : models.fullName(titles));
        }
        runs.limitHistory(Room.of(config.list(Setting.HISTORY_TOKENS)));
        var summaries = config.text(Setting.SUMMARIES);
        if (!summaries.equals("false")) {
            runs.sumUp(summaries.equals("true") ? "" : models.fullName(summaries));
        }
    }

    /** Who may use it: on this machine anybody, elsewhere those who have a token. */
    private static Access access(Database database, Config config, Clock clock) {
        var isOpen = LOOPBACK.contains(config.text(Setting.HOST));
        return new Access(new SqlTokenStore(database), clock, !isOpen);
    }

    /**
     * Starts a server.
     *
     * @throws Problem when the configuration, the data directory or the port cannot be used
     */
    public static App start(Config config) {
        return start(config, List.of());
    }

    /**
     * As the other, with tools that are given in Java.
     *
     * @throws Problem also {@code tool-method} for a method that cannot be one
     */
    public static App start(Config config, List<Toolset> toolsets) {
        var lock = DataLock.take(config.data());
        try {
            return new App(config, toolsets, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Sets up the process's log; to be called once, before anything else. */
    public static void logging(Config config) {
        Logging.configure(config.flag(Setting.QUIET));
    }

    /** All ways in, as the API documentation has to list them. */
    public List<Route> routes() {
        return ways;
    }

    public String url() {
        return server.url();
    }

    /** The access token, the one time that it can be shown. */
    public Optional<String> firstToken() {
        return access.firstToken();
    }

    /** Ends all streams cleanly, leaves the runs to the next start, and writes what is waiting. */
    @Override
    public void close() throws InterruptedException {
        server.close();
        runs.close();
        pulse.close();
        journal.close();
        transport.close();
        data.close();
        tools.close();
        logs.close();
        database.close();
        lock.close();
    }

    private Routes routes(Core core, Models models, Metrics metrics, Clock clock) {
        var routes = new Routes();
        new Entrance(access, data.doors(), data.viewers()).routes(routes);
        new MessagesApi(core).routes(routes);
        new ConversationsApi(core).routes(routes);
        new SearchApi(core).routes(routes);
        new ExportApi(core, clock).routes(routes);
        new RunsApi(core, models).routes(routes);
        new FilesApi(core).routes(routes);
        new DocumentsApi(tools.documents()::status).routes(routes);
        new HtmxChat(core, clock.millis()).routes(routes);
        new UserChat(core).routes(routes);
        routes.get(
                "/metrics",
                (request, response) ->
                        response.bytes(
                                "text/plain; version=0.0.4; charset=utf-8", metrics.bytes()));
        return routes;
    }

    private static Settings settings(Config config) {
        var names = new HashSet<>(config.list(Setting.ALLOWED_HOSTS));
        var origins =
                names.stream()
                        .flatMap(name -> Stream.of("http://" + name, "https://" + name))
                        .collect(Collectors.toSet());
        var settings =
                Settings.at(config.text(Setting.HOST), config.number(Setting.PORT, 0, 65_535))
                        .trusting(names, origins);
        var limits =
                settings.limits()
                        .withStuckMillis(config.number(Setting.STUCK_MILLIS, 100, 3_600_000));
        var limited = settings.with(limits);
        return config.certificate().map(limited::with).orElse(limited);
    }

    private static String owner(Request request) {
        return request.attached(Visitor.class)
                .map(Visitor::owner)
                .orElseThrow(() -> new Problem(Problem.Kind.UNAUTHORIZED, "login-needed"));
    }
}
