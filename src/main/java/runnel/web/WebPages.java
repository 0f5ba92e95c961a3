package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore.Before;
import runnel.conversation.Facts;
import runnel.conversation.Header;
import runnel.conversation.Transcript;
import runnel.cube.analytics.Analytics;
import runnel.http.Assets;
import runnel.http.ClassPath;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.llm.Models;
import runnel.llm.Prices;
import runnel.tool.DocumentText;
import runnel.tool.ToolServers;
import runnel.tool.Toolbox;
import runnel.wire.Core;
import runnel.wire.html.HtmlWire;

/**
 * The pages that people see: the start, a conversation, and the fragments they fetch. Thread-safe.
 */
public final class WebPages {
    /** Questions about the data to begin with, in the language of some texts. */
    @FunctionalInterface
    public interface Questions {
        List<String> in(Messages messages) throws InterruptedException;
    }

    private static final Path SOURCES = Path.of("src", "main");
    private static final int KEY_CHARS = 20;

    private static final List<String> FORMULA_FONTS =
            List.of(
                    "AMS-Regular",
                    "Caligraphic-Bold",
                    "Caligraphic-Regular",
                    "Fraktur-Bold",
                    "Fraktur-Regular",
                    "Main-Bold",
                    "Main-BoldItalic",
                    "Main-Italic",
                    "Main-Regular",
                    "Math-BoldItalic",
                    "Math-Italic",
                    "SansSerif-Bold",
                    "SansSerif-Italic",
                    "SansSerif-Regular",
                    "Script-Regular",
                    "Size1-Regular",
                    "Size2-Regular",
                    "Size3-Regular",
                    "Size4-Regular",
                    "Typewriter-Regular");

    /** Messages shown before one that was jumped to. */
    private static final int LEAD_MESSAGES = 8;

    private final Core core;
    private final Models models;
    private final Agents agents;
    private Predicate<Request> entered = request -> false;
    private final Clock clock;
    private final boolean simulated;
    private final Questions questions;
    private final Templates templates;
    private final Assets assets;
    private final LibraryPages library;

    /**
     * @param simulated whether no language model is connected, only the one that repeats what it
     *     hears
     * @param questions to begin with
     * @param develop whether templates and assets are read from the source tree
     */
    public WebPages(
            Core core,
            Models models,
            Agents agents,
            Clock clock,
            boolean simulated,
            boolean develop,
            Questions questions) {
        this.core = core;
        this.models = models;
        this.agents = agents;
        this.clock = clock;
        this.simulated = simulated;
        this.questions = questions;
        templates = develop ? Templates.develop(SOURCES.resolve("jte")) : Templates.compiled();
        var files = new HashMap<>(ClassPath.folder("assets"));
        files.put(
                "lib/katex/katex.css",
                ClassPath.webjar("org.webjars.npm", "katex", "dist/katex.min.css"));
        files.put("htmx.js", ClassPath.webjar("org.webjars.npm", "htmx.org", "dist/htmx.min.js"));
        files.put("echarts.js", ClassPath.webjar("org.webjars", "echarts", "echarts.min.js"));
        assets =
                develop
                        ? Assets.develop(
                                files, libraries(), SOURCES.resolve("resources").resolve("assets"))
                        : Assets.load(files, libraries());
        library = new LibraryPages(core, clock, templates, this);
    }

    /** What only pages with code, formulas or diagrams need. */
    private static Map<String, String> libraries() {
        var all = new HashMap<String, String>();
        all.put(
                "lib/highlight.js",
                ClassPath.webjar("org.webjars", "highlightjs", "highlight.min.js"));
        all.put(
                "lib/mermaid.js",
                ClassPath.webjar("org.webjars.npm", "mermaid", "dist/mermaid.min.js"));
        all.put("lib/katex.js", ClassPath.webjar("org.webjars.npm", "katex", "dist/katex.min.js"));
        for (var font : FORMULA_FONTS) {
            var file = "fonts/KaTeX_" + font + ".woff2";
            all.put(
                    "lib/katex/" + file,
                    ClassPath.webjar("org.webjars.npm", "katex", "dist/" + file));
        }
        return all;
    }

    /**
     * @param api the OpenAPI document with its texts in a language
     */
    public void routes(Routes routes, Function<Messages, JsonNode> api) {
        routes.page(this::problem);
        routes.get(Paths.START, this::start);
        routes.get(Paths.CONVERSATIONS + "/{id}", this::conversation);
        routes.get(Paths.CONVERSATIONS + "/{id}/older", this::older);
        routes.get(Paths.CONVERSATIONS + "/{id}/newer", this::newer);
        routes.get(Paths.CONVERSATIONS + "/{id}/messages/{message}/text", this::source);
        routes.get(Paths.DATA, this::data);
        routes.get("/models", this::models);
        routes.get("/models/others", this::others);
        routes.get("/favicon.ico", assets.at("icon.svg"));
        routes.get("/icon.svg", assets.at("icon.svg"));
        routes.get("/manifest.webmanifest", assets.at("manifest.webmanifest"));
        assets.addTo(routes);
        library.routes(routes);
        new WebCommands(core, models, agents).routes(routes);
        new ApiPage(api, templates, assets).routes(routes);
        new Enclosures(templates, assets).routes(routes);
        var guests = new SharedPages(core, templates, assets, this);
        guests.routes(routes);
        new HtmlWire(core, this::fragments, guests::fragments).routes(routes);
    }

    /** Tells who has logged in; to be called before {@link #routes}. */
    public void entered(Predicate<Request> entered) {
        this.entered = entered;
    }

    /** Adds the page on which people see what is remembered of them. */
    public void memory(Routes routes, Facts facts) {
        new MemoryPages(core, facts, clock, this).routes(routes);
    }

    /** Adds the page on which people see the tools. */
    public void tools(Routes routes, Toolbox tools, ToolServers servers) {
        new ToolPages(core, tools, servers, agents, templates, this).routes(routes);
    }

    /** Adds the pages that show documents of the operator's folder. */
    public void documents(Routes routes, DocumentText.Shelf shelf) {
        new DocumentPages(shelf, this).routes(routes);
    }

    /** Adds the page on which data is asked by clicking. */
    public void explorer(Routes routes, Analytics analytics) {
        new Explorer(analytics, templates, assets, clock).routes(routes);
    }

    private void start(Request request, Response response) throws ClientGone {
        var chosen = choices(request, request.query("agent").orElse(""));
        var composer =
                new Composer(
                        Paths.CONVERSATIONS,
                        "",
                        request.query("text").orElse(""),
                        modelFor(chosen),
                        chosen,
                        Id.secret(KEY_CHARS));
        var agent = agents.find(chosen.chosen()).orElseGet(agents::standard);
        page(
                response,
                "start",
                Map.of(
                        "shell",
                        shell(request, ""),
                        "composer",
                        composer,
                        "abilities",
                        Abilities.of(agent)));
    }

    private void data(Request request, Response response) throws InterruptedException, ClientGone {
        var shell = shell(request, "");
        var values =
                Map.<String, Object>of(
                        "shell", shell, "suggestions", questions.in(shell.viewer().messages()));
        page(response, "data", values);
    }

    private void conversation(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var transcript =
                    Transcript.latest(conversation, core.store(), HtmlWire.WINDOW_MESSAGES);
            var at = request.query("at").filter(id -> !holds(transcript, id));
            if (at.isPresent() && conversation.find(at.get()).isPresent()) {
                reading(request, response, conversation, at.get());
                return;
            }
            var shell = shell(request, conversation.id());
            var html = fragments(request, conversation.id());
            var writing =
                    transcript.messages().stream()
                            .filter(message -> message.header().state() == Header.State.WRITING)
                            .findFirst();
            var values = new HashMap<String, Object>();
            values.put("shell", shell);
            values.put("transcript", transcript);
            values.put("title", html.title(transcript.title()));
            values.put("windowTitle", html.windowTitle(transcript.title()));
            values.put("composer", composer(request, conversation, transcript));
            values.put("messages", html.messages(transcript));
            values.put("waiting", html.waiting(transcript.waiting()));
            values.put("state", html.state(transcript.profile()));
            values.put("arrange", html.arrange(transcript.profile()));
            values.put("settings", html.settings(transcript.profile()));
            values.put("busy", writing.isPresent() || !transcript.waiting().isEmpty());
            values.put(
                    "controls",
                    transcript
                            .active()
                            .map(run -> html.controls(run.id(), run.paused()))
                            .orElseGet(html::idle));
            page(response, "conversation", values);
        }
    }

    /** A stretch of the conversation that is far from its end: to be read, not live. */
    private void reading(
            Request request, Response response, Conversation conversation, String message)
            throws ClientGone {
        var stretch =
                Transcript.around(
                        conversation,
                        core.store(),
                        message,
                        LEAD_MESSAGES,
                        HtmlWire.WINDOW_MESSAGES);
        var html = fragments(request, conversation.id());
        var values = new HashMap<String, Object>();
        values.put("shell", shell(request, conversation.id()));
        values.put("title", html.title(conversation.title()));
        values.put("windowTitle", html.windowTitle(conversation.title()));
        values.put("path", Paths.conversation(conversation.id()));
        values.put("message", message);
        values.put("visible", stretch.visible());
        values.put("messages", html.stretch(stretch));
        page(response, "reading", values);
    }

    private void newer(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var after = request.query("after").orElse("");
            var stretch =
                    Transcript.around(
                            conversation, core.store(), after, -1, HtmlWire.WINDOW_MESSAGES);
            response.header("Cache-Control", "no-store")
                    .html(fragments(request, conversation.id()).newer(stretch));
        }
    }

    private static boolean holds(Transcript transcript, String message) {
        return transcript.messages().stream().anyMatch(shown -> shown.id().equals(message))
                || transcript.waiting().stream().anyMatch(shown -> shown.id().equals(message));
    }

    private void older(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var before = request.query("before").orElse("");
            var transcript =
                    Transcript.before(conversation, core.store(), before, HtmlWire.WINDOW_MESSAGES);
            response.header("Cache-Control", "no-store")
                    .html(fragments(request, conversation.id()).messages(transcript));
        }
    }

    private void models(Request request, Response response) throws ClientGone {
        var values =
                Map.<String, Object>of(
                        "names",
                        models.list(),
                        "selected",
                        request.query("selected").orElse(models.defaultName()));
        response.header("Cache-Control", "no-store").html(templates.render("models", values));
    }

    /** The models that may answer a message again, other than the one that has. */
    private void others(Request request, Response response) throws ClientGone {
        var used = request.query("used").orElse("");
        var values =
                Map.<String, Object>of(
                        "viewer",
                        Viewer.of(request),
                        "path",
                        Paths.back(request.query("message").orElse("")),
                        "names",
                        models.list().stream().filter(name -> !name.equals(used)).toList());
        response.header("Cache-Control", "no-store").html(templates.render("others", values));
    }

    /** A message as it was written, to be copied. */
    private void source(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            response.header("Cache-Control", "no-store")
                    .text(text(conversation, request.param("message")));
        }
    }

    private String problem(Problem problem, Request request) {
        var viewer = Viewer.of(request);
        var values =
                Map.<String, Object>of(
                        "viewer", viewer,
                        "style", List.of(assets.url("base.css"), assets.url("start.css")),
                        "status", problem.kind().status(),
                        "message", problem.message(viewer.messages()),
                        "hint", problem.hint(viewer.messages()),
                        "trace", request.trace(),
                        "entrance", problem.kind() == Problem.Kind.UNAUTHORIZED);
        return templates.render("problem", values);
    }

    private PageFragments fragments(Request request, String conversation) {
        return new PageFragments(
                templates,
                Viewer.of(request),
                Paths.conversation(conversation),
                models.defaultName(),
                agents,
                core.prices());
    }

    /** The HTML for one who may only read, by a link; of prices they learn nothing. */
    PageFragments fragments(Viewer guest) {
        return new PageFragments(templates, guest, guest.link(), "", agents, Prices.NONE);
    }

    private Choices choices(Request request, String chosen) {
        return Choices.of(agents, chosen, Viewer.of(request));
    }

    /** The model that the chosen agent wants, or the default. */
    private String modelFor(Choices chosen) {
        var wanted = agents.find(chosen.chosen()).map(Agent::model).orElse("");
        return wanted.isEmpty() ? models.defaultName() : wanted;
    }

    Shell shell(Request request, String current) {
        return new Shell(
                Viewer.of(request),
                library.sidebar(request, current, Before.START),
                current,
                Paths.of(request),
                simulated,
                entered.test(request),
                assets);
    }

    private Composer composer(Request request, Conversation conversation, Transcript transcript) {
        var path = Paths.conversation(conversation.id()) + "/messages";
        var edits =
                request.query("edit").filter(id -> conversation.find(id).isPresent()).orElse("");
        var used =
                transcript.messages().reversed().stream()
                        .map(message -> message.turn().model())
                        .filter(model -> !model.isEmpty())
                        .findFirst();
        var chosen = choices(request, transcript.profile().agent());
        return new Composer(
                path,
                edits,
                edits.isEmpty() ? "" : text(conversation, edits),
                transcript.profile().model().isEmpty()
                        ? used.orElse(modelFor(chosen))
                        : transcript.profile().model(),
                chosen,
                Id.secret(KEY_CHARS));
    }

    private String text(Conversation conversation, String message) {
        var header =
                conversation
                        .find(message)
                        .orElseThrow(() ->
                                new Problem(Problem.Kind.NOT_FOUND, "message-unknown", message));
        return Transcript.read(
                        conversation, core.store(), List.of(header), conversation.log().durable())
                .getFirst()
                .text();
    }

    /** What stands before the path in the address of a request. */
    static String origin(Request request) {
        return (request.isSecure() ? "https://" : "http://")
                + request.header("Host").orElse("localhost");
    }

    void page(Response response, String template, Map<String, Object> values) throws ClientGone {
        response.header("Cache-Control", "no-cache, private")
                .html(templates.render(template, values));
    }
}
