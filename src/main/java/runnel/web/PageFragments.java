package runnel.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import runnel.agent.Agents;
import runnel.base.Problem;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Message.Part;
import runnel.conversation.Profile;
import runnel.conversation.Transcript;
import runnel.event.Feedback;
import runnel.event.Outcome;
import runnel.llm.Prices;
import runnel.markdown.MarkdownStream;
import runnel.tool.ToolServer;
import runnel.wire.html.Fragments;

/**
 * The pieces of HTML for one viewer of one conversation, by the templates that also make the whole
 * page. Guests get none of what an owner does things with.
 */
final class PageFragments implements Fragments {
    private final Templates templates;
    private final Viewer viewer;
    private final String path;
    private final String defaultModel;
    private final Agents agents;
    private final Prices prices;

    /**
     * @param path of the conversation, or of the link by which a guest reads it
     * @param defaultModel full name of the model that answers where a conversation names none
     */
    PageFragments(
            Templates templates,
            Viewer viewer,
            String path,
            String defaultModel,
            Agents agents,
            Prices prices) {
        this.agents = agents;
        this.prices = prices;
        this.templates = templates;
        this.defaultModel = defaultModel;
        this.viewer = viewer;
        this.path = path;
    }

    @Override
    public String messages(Transcript transcript) {
        var html = new StringBuilder();
        if (transcript.older()) {
            var first = transcript.messages().getFirst().id();
            html.append(
                    templates.render(
                            "older", Map.of("viewer", viewer, "path", path, "before", first)));
        }
        transcript.messages().forEach(message -> html.append(message(message)));
        return html.toString();
    }

    /** Messages somewhere in a conversation, with the ways to those before and after them. */
    String stretch(Transcript.Stretch stretch) {
        var first = stretch.messages().getFirst().id();
        var before =
                stretch.older() && stretch.visible()
                        ? templates.render(
                                "older", Map.of("viewer", viewer, "path", path, "before", first))
                        : "";
        return before + newer(stretch);
    }

    /** The same without the way to those before them. */
    String newer(Transcript.Stretch stretch) {
        var html = new StringBuilder();
        stretch.messages().forEach(message -> html.append(message(message)));
        if (stretch.newer() && stretch.visible()) {
            var last = stretch.messages().getLast().id();
            html.append(
                    templates.render(
                            "newer", Map.of("viewer", viewer, "path", path, "after", last)));
        }
        return html.toString();
    }

    @Override
    public String message(Message message) {
        return templates.render("message", values("message", view(message)));
    }

    @Override
    public String foot(Message message) {
        return templates.render("foot", values("foot", FootView.of(message, path, viewer, prices)));
    }

    @Override
    public String part(String message, int index, boolean reasoning) {
        return templates.render(
                "part",
                values("part", MessageView.PartView.of(message, index, reasoning, true, "")));
    }

    @Override
    public String reasoningLabel() {
        return viewer.text("reasoning");
    }

    @Override
    public String tool(String message, String run, Part.Tool tool) {
        return templates.render("call", values("call", view(message, run, tool)));
    }

    @Override
    public String toolHead(String message, Part.Tool tool) {
        return templates.render("callhead", values("call", view(message, "", tool)));
    }

    @Override
    public String toolStopped(String message, Part.Tool tool) {
        return templates.render(
                "callhead",
                values("call", ToolView.of(message, path, tool, false, viewer, this::agentTitle)));
    }

    @Override
    public String toolQuestion(String message, String run, Part.Tool tool) {
        return templates.render("question", values("call", view(message, run, tool)));
    }

    @Override
    public String helper(String message, String run, Part.Delegation helper) {
        return helper(parts(run).of(message, helper, true));
    }

    @Override
    public String handover(String message, Part.Handover change) {
        return helper(parts("").of(message, change));
    }

    private String helper(HelperView helper) {
        return templates.render("helper", values("helper", helper));
    }

    private Parts parts(String run) {
        return new Parts(path + "/runs/" + run, viewer, this::agentTitle);
    }

    /** What an agent is called; its name where it is gone. */
    private String agentTitle(String name) {
        var standard = agents.standard().name();
        return agents.find(name)
                .map(agent -> Choice.of(agent, agent.name().equals(standard), viewer).title())
                .orElse(name);
    }

    @Override
    public String asks() {
        return viewer.text("announce.asks");
    }

    @Override
    public String source(String message, Part.Source source) {
        return templates.render("source", values("source", SourceView.of(message, source, viewer)));
    }

    @Override
    public String waiting(List<Message> messages) {
        var html = new StringBuilder();
        for (var i = 0; i < messages.size() && !viewer.guest(); i++) {
            var previous = i > 0 ? messages.get(i - 1).id() : "";
            // To come after the next one is to come before the one after that.
            var afterNext = i + 2 < messages.size() ? messages.get(i + 2).id() : "";
            html.append(
                    templates.render(
                            "waiting",
                            Map.of(
                                    "viewer", viewer,
                                    "message", view(messages.get(i)),
                                    "previous", previous,
                                    "last", i == messages.size() - 1,
                                    "afterNext", afterNext)));
        }
        return html.toString();
    }

    @Override
    public String state(Profile profile) {
        return owners("state", values(profile));
    }

    @Override
    public String arrange(Profile profile) {
        return owners("arrange", values(profile));
    }

    @Override
    public String settings(Profile profile) {
        var agent = agents.find(profile.agent()).orElseGet(agents::standard);
        var values = new HashMap<String, Object>(values(profile));
        values.put("abilities", Abilities.of(agent, viewer));
        return owners("settings", values);
    }

    @Override
    public String model(Profile profile) {
        return model(profile.model().isEmpty() ? defaultModel : profile.model());
    }

    @Override
    public String agent(Profile profile) {
        return owners(
                "agentchoice",
                Map.of(
                        "viewer",
                        viewer,
                        "path",
                        path,
                        "agents",
                        Choices.of(agents, profile.agent(), viewer)));
    }

    String model(String name) {
        return owners("modelchoice", Map.of("viewer", viewer, "model", name, "path", path));
    }

    @Override
    public String controls(String run, boolean paused) {
        return owners(
                "controls",
                Map.of("viewer", viewer, "path", path + "/runs/" + run, "paused", paused));
    }

    @Override
    public String idle() {
        return owners("controls", Map.of("viewer", viewer, "path", "", "paused", false));
    }

    @Override
    public String windowTitle(String title) {
        return title.isEmpty() ? viewer.text("product") : viewer.text("window-title", title);
    }

    @Override
    public String title(String title) {
        return title.isEmpty() ? viewer.text("untitled") : title;
    }

    @Override
    public String announcement(Header.State state) {
        return viewer.text(
                switch (state) {
                    case WRITING -> "announce.writing";
                    case DONE -> "announce.done";
                    case CANCELLED -> "announce.cancelled";
                    case FAILED, TRUNCATED, INTERRUPTED -> "announce.failed";
                    case WAITING, SENT, REMOVED -> "announce.waiting";
                });
    }

    @Override
    public String trouble(Problem problem) {
        return problem.message(viewer.messages()) + " · " + problem.hint(viewer.messages());
    }

    @Override
    public String news(String title, Outcome outcome) {
        var key =
                switch (outcome) {
                    case DONE -> "news.done";
                    case CANCELLED -> "news.cancelled";
                    case FAILED, TRUNCATED -> "news.failed";
                };
        return viewer.text(key, title(title));
    }

    @Override
    public String news(ToolServer.Change change) {
        return ToolBoard.news(change, viewer);
    }

    @Override
    public MarkdownStream markdown(String part) {
        return new MarkdownStream(part, viewer.messages());
    }

    @Override
    public String feedback(String message, Feedback feedback) {
        return owners(
                "feedback",
                Map.of(
                        "viewer",
                        viewer,
                        "id",
                        message,
                        "path",
                        path + "/messages/" + message,
                        "feedback",
                        feedback));
    }

    @Override
    public String summary(String message, String text) {
        return owners("summary", Map.of("viewer", viewer, "id", message, "text", text));
    }

    /** What only the owner gets. */
    private String owners(String template, Map<String, Object> values) {
        return viewer.guest() ? "" : templates.render(template, values);
    }

    private ToolView view(String message, String run, Part.Tool tool) {
        return ToolView.of(message, path + "/runs/" + run, tool, true, viewer, this::agentTitle);
    }

    private MessageView view(Message message) {
        return MessageView.of(message, path, viewer, this::agentTitle, prices);
    }

    private Map<String, Object> values(Profile profile) {
        return Map.of("viewer", viewer, "path", path, "profile", profile);
    }

    private Map<String, Object> values(String name, Object value) {
        return Map.of("viewer", viewer, name, value);
    }
}
