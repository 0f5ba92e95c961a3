package runnel.wire.html;

import java.util.List;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Approval;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Profile;
import runnel.conversation.Transcript;
import runnel.event.Feedback;
import runnel.event.Outcome;
import runnel.markdown.Markdown;
import runnel.markdown.MarkdownStream;
import runnel.tool.ToolServer;

/** Pieces of HTML as plain as can be, with all that matters in them. */
final class PlainFragments implements Fragments {
    private static final Messages MESSAGES = Messages.of("en");

    @Override
    public String messages(Transcript transcript) {
        var html = new StringBuilder(transcript.older() ? "<a id=\"older\"></a>" : "");
        transcript.messages().forEach(message -> html.append(message(message)));
        return html.toString();
    }

    @Override
    public String message(Message message) {
        var id = message.id();
        if (message.header().author() == Header.Author.PERSON) {
            return "<p id=\"" + id + "\">" + escape(message.text()) + foot(message) + "</p>";
        }
        var busy = message.header().state() == Header.State.WRITING;
        var html =
                new StringBuilder(
                        "<article id=\"" + id + "\"" + (busy ? " aria-busy=\"true\"" : "") + ">");
        html.append("<div id=\"").append(Ids.body(id)).append("\">");
        message.parts().forEach(part -> html.append(part(id, header(message), part, busy)));
        html.append("</div><ol id=\"").append(Ids.sources(id)).append("\">");
        for (var part : message.parts()) {
            if (part instanceof Message.Part.Source source) {
                html.append(source(id, source));
            }
        }
        return html.append("</ol>").append(foot(message)).append("</article>").toString();
    }

    private String part(String id, String run, Message.Part part, boolean busy) {
        return switch (part) {
            case Message.Part.Text(var index, var text, var ended) ->
                    part(id, index, false, false, render(id, index, text, busy && !ended));
            case Message.Part.Reasoning(var index, var text, var ended) ->
                    part(id, index, true, busy && !ended, render(id, index, text, busy && !ended));
            case Message.Part.Tool tool ->
                    busy || tool.isOver()
                            ? tool(id, run, tool)
                            : card(id, tool, toolStopped(id, tool), question(id, tool, ""));
            case Message.Part.Delegation helper -> helper(id, run, helper);
            case Message.Part.Handover change -> handover(id, change);
            case Message.Part.Source _ -> "";
        };
    }

    @Override
    public String tool(String message, String run, Message.Part.Tool tool) {
        return card(message, tool, toolHead(message, tool), toolQuestion(message, run, tool));
    }

    @Override
    public String toolHead(String message, Message.Part.Tool tool) {
        return head(message, tool, tool.state().name());
    }

    @Override
    public String toolStopped(String message, Message.Part.Tool tool) {
        return head(message, tool, "STOPPED");
    }

    @Override
    public String toolQuestion(String message, String run, Message.Part.Tool tool) {
        return question(
                message,
                tool,
                tool.state() == Message.Part.Tool.State.ASKING
                        ? tool.approval().map(Approval::id).orElse("")
                        : "");
    }

    @Override
    public String asks() {
        return "asks";
    }

    @Override
    public String source(String message, Message.Part.Source source) {
        return "<li id=\"%s-%d\">%s</li>"
                .formatted(Ids.sources(message), source.number(), escape(source.title()));
    }

    @Override
    public String foot(Message message) {
        var header = message.header();
        var words =
                header.state() == Header.State.WRITING
                        ? writing(message)
                        : header.state()
                                + " "
                                + (message.versions().indexOf(message.id()) + 1)
                                + "/"
                                + message.versions().size()
                                + " "
                                + message.turn().problem();
        return "<i id=\"" + Ids.foot(message.id()) + "\">" + words.strip() + "</i>";
    }

    private static String writing(Message message) {
        var awaits = message.turn().awaits();
        if (!awaits.isNone()) {
            return "waits " + awaits.seconds() + " " + awaits.problem();
        }
        return message.parts().isEmpty() ? "thinking" : "";
    }

    @Override
    public String part(String message, int index, boolean reasoning) {
        return part(message, index, reasoning, true, "");
    }

    @Override
    public String reasoningLabel() {
        return "thought";
    }

    @Override
    public String feedback(String message, Feedback feedback) {
        return "<i id=\"%s\">%s</i>".formatted(Ids.feedback(message), feedback.word());
    }

    @Override
    public String summary(String message, String text) {
        return "<i id=\"%s-summary\">%s</i>".formatted(message, text);
    }

    @Override
    public String waiting(List<Message> messages) {
        var html = new StringBuilder();
        for (var message : messages) {
            html.append("<p id=\"" + Ids.waiting(message.id()) + "\">");
            html.append(escape(message.text())).append("</p>");
        }
        return html.toString();
    }

    @Override
    public String state(Profile profile) {
        return "<b id=\"state\">" + profile.isDeleted() + "</b>";
    }

    @Override
    public String arrange(Profile profile) {
        return "<b id=\"arrange\">" + escape(profile.folder()) + profile.pinned() + "</b>";
    }

    @Override
    public String settings(Profile profile) {
        return "<b id=\"settings\">" + escape(profile.instruction()) + "</b>";
    }

    @Override
    public String helper(String message, String run, Message.Part.Delegation helper) {
        var html =
                new StringBuilder(
                        "<section id=\"%s\"><details id=\"%s\"%s>%s<div id=\"%s\">"
                                .formatted(
                                        Ids.part(message, helper.index()),
                                        Ids.fold(message, helper.index()),
                                        helper.ended() ? "" : " open=\"\"",
                                        helper.agent(),
                                        Ids.body(helper.reply())));
        helper.parts()
                .forEach(part -> html.append(part(helper.reply(), run, part, !helper.ended())));
        return html.append("</div></details></section>").toString();
    }

    @Override
    public String handover(String message, Message.Part.Handover change) {
        return "<h3 id=\"%s\">%s</h3>".formatted(Ids.part(message, change.index()), change.agent());
    }

    @Override
    public String agent(Profile profile) {
        return "<b id=\"agent\">" + escape(profile.agent()) + "</b>";
    }

    @Override
    public String model(Profile profile) {
        return "<b id=\"model\">" + escape(profile.model()) + "</b>";
    }

    @Override
    public String controls(String run, boolean paused) {
        return "<b id=\"controls\">" + run + (paused ? " paused" : "") + "</b>";
    }

    @Override
    public String idle() {
        return "<b id=\"controls\"></b>";
    }

    @Override
    public String windowTitle(String title) {
        return title + " – window";
    }

    @Override
    public String title(String title) {
        return title;
    }

    @Override
    public String announcement(Header.State state) {
        return "now " + state;
    }

    @Override
    public String trouble(Problem problem) {
        return problem.code();
    }

    @Override
    public String news(ToolServer.Change change) {
        return change.server();
    }

    @Override
    public String news(String title, Outcome outcome) {
        return title + " " + outcome;
    }

    @Override
    public MarkdownStream markdown(String part) {
        return new MarkdownStream(part, MESSAGES);
    }

    private static String header(Message message) {
        return message.header().run();
    }

    private static String head(String message, Message.Part.Tool tool, String state) {
        return "<b id=\"%s\">%s %s</b>"
                .formatted(Ids.card(message, tool.index()), escape(tool.tool()), state);
    }

    private static String question(String message, Message.Part.Tool tool, String approval) {
        return "<q id=\"%s\">%s</q>".formatted(Ids.question(message, tool.index()), approval);
    }

    private static String card(
            String message, Message.Part.Tool tool, String head, String question) {
        return "<section id=\"%s\">%s<pre id=\"%s\">%s</pre><pre id=\"%s\">%s</pre>%s</section>"
                .formatted(
                        Ids.part(message, tool.index()),
                        head,
                        Ids.arguments(message, tool.index()),
                        escape(tool.arguments()),
                        Ids.result(message, tool.index()),
                        escape(tool.result()),
                        question);
    }

    private static String part(
            String message, int index, boolean reasoning, boolean live, String html) {
        var text = "<div id=\"" + Ids.part(message, index) + "\">" + html + "</div>";
        return reasoning
                ? "<details id=\""
                        + Ids.fold(message, index)
                        + "\""
                        + (live ? " data-live=\"true\"" : "")
                        + "><summary id=\""
                        + Ids.foldLabel(message, index)
                        + "\">"
                        + (live ? "thinks" : "thought")
                        + "</summary>"
                        + text
                        + "</details>"
                : text;
    }

    private static String render(String message, int index, String text, boolean open) {
        if (!open) {
            return Markdown.render(text, Ids.part(message, index), MESSAGES);
        }
        var stream = new MarkdownStream(Ids.part(message, index), MESSAGES);
        stream.append(text);
        return stream.html();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
