package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Messages;
import runnel.conversation.ConversationStore.Before;
import runnel.conversation.Facts;
import runnel.cube.analytics.Analytics;
import runnel.http.Assets;
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
            Questions questions,
            boolean develop) {
        this.core = core;
        this.models = models;
        this.agents = agents;
        this.clock = clock;
        this.simulated = simulated;
        this.questions = questions;
        templates = develop ? Templates.develop(SOURCES.resolve("jte")) : Templates.compiled();
        assets = PageAssets.of(develop ? Optional.of(SOURCES) : Optional.empty());
        library = new LibraryPages(core, clock, templates, this);
    }

    /**
     * @param api the OpenAPI document with its texts in a language
     */
    public void routes(Routes routes, Function<Messages, JsonNode> api) {
        routes.page(new ProblemView(templates, assets)::html);
        routes.get(Paths.START, this::start);
        routes.get(Paths.DATA, this::data);
        routes.get("/models", this::models);
        routes.get("/models/others", this::others);
        routes.get("/favicon.ico", assets.at("icon.svg"));
        routes.get("/icon.svg", assets.at("icon.svg"));
        routes.get("/manifest.webmanifest", assets.at("manifest.webmanifest"));
        assets.addTo(routes);
        new ConversationPages(core, this).routes(routes);
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
                        key());
        var agent = agents.find(chosen.chosen()).orElseGet(agents::standard);
        var values = new HashMap<String, Object>();
        values.put("shell", shell(request, ""));
        values.put("composer", composer);
        values.put("abilities", Abilities.of(agent, Viewer.of(request)));
        page(response, "start", values);
    }

    private void data(Request request, Response response) throws InterruptedException, ClientGone {
        var shell = shell(request, "");
        var values =
                Map.<String, Object>of(
                        "shell", shell, "suggestions", questions.in(shell.viewer().messages()));
        page(response, "data", values);
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

    PageFragments fragments(Request request, String conversation) {
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

    Choices choices(Request request, String chosen) {
        return Choices.of(agents, chosen, Viewer.of(request));
    }

    /** The model that the chosen agent wants, or the default. */
    String modelFor(Choices chosen) {
        var wanted = agents.find(chosen.chosen()).map(Agent::model).orElse("");
        return wanted.isEmpty() ? models.defaultName() : wanted;
    }

    /** A key by which a message that is sent twice is known as one. */
    static String key() {
        return Id.secret(KEY_CHARS);
    }

    Shell shell(Request request, String current) {
        // First of all: what is told meanwhile is looked at once more, never missed.
        var news = core.runs().news().last();
        return new Shell(
                Viewer.of(request),
                library.sidebar(request, current, Before.START),
                current,
                Paths.of(request),
                simulated,
                entered.test(request),
                news,
                assets);
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
