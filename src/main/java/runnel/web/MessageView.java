package runnel.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.markdown.Markdown;
import runnel.markdown.MarkdownStream;
import runnel.wire.html.Ids;

/**
 * A message as the templates show it.
 *
 * @param path where its commands are posted to
 * @param text of a person; an agent's is in the parts
 */
public record MessageView(
        String id,
        String path,
        boolean person,
        boolean writing,
        String text,
        List<PartView> parts,
        List<SourceView> sources,
        FootView foot,
        String time,
        String isoTime) {
    /** Characters or lines of a person's message beyond which it is folded. */
    private static final int FOLD_CHARS = 1_800;

    private static final int FOLD_LINES = 24;

    public MessageView {
        parts = List.copyOf(parts);
        sources = List.copyOf(sources);
    }

    /**
     * A part of a reply.
     *
     * @param html rendered already
     * @param live whether something may still be added to it
     * @param tool for a tool call, which is all there is then
     */
    public record PartView(
            String id,
            String foldId,
            String labelId,
            boolean reasoning,
            boolean live,
            String html,
            Optional<ToolView> tool) {
        static PartView of(
                String message, int index, boolean reasoning, boolean live, String html) {
            return new PartView(
                    Ids.part(message, index),
                    Ids.fold(message, index),
                    Ids.foldLabel(message, index),
                    reasoning,
                    live,
                    html,
                    Optional.empty());
        }

        static PartView of(ToolView tool) {
            return new PartView(tool.id(), "", "", false, false, "", Optional.of(tool));
        }
    }

    static MessageView of(Message message, String conversationPath, Viewer viewer) {
        var header = message.header();
        var path = conversationPath + "/messages/" + message.id();
        var writing = header.state() == Header.State.WRITING;
        var person = header.author() == Header.Author.PERSON;
        return new MessageView(
                message.id(),
                path,
                person,
                writing,
                person ? message.text() : "",
                person ? List.of() : parts(message, conversationPath, viewer),
                message.parts().stream()
                        .filter(Message.Part.Source.class::isInstance)
                        .map(part -> SourceView.of(message.id(), (Message.Part.Source) part))
                        .toList(),
                FootView.of(message, conversationPath, viewer),
                viewer.moment(header.timeMillis()),
                Instant.ofEpochMilli(header.timeMillis()).toString());
    }

    /** Whether it is so long that it is folded at first. */
    public boolean isLong() {
        return text.length() > FOLD_CHARS
                || text.lines().limit(FOLD_LINES + 1).count() > FOLD_LINES;
    }

    public long lines() {
        return text.lines().count();
    }

    private static List<PartView> parts(Message message, String conversationPath, Viewer viewer) {
        var writing = message.header().state() == Header.State.WRITING;
        var views = new ArrayList<PartView>();
        for (var part : message.parts()) {
            switch (part) {
                case Message.Part.Text(var index, var text, var ended) ->
                        views.add(
                                words(message.id(), index, false, text, writing && !ended, viewer));
                case Message.Part.Reasoning(var index, var text, var ended) ->
                        views.add(
                                words(message.id(), index, true, text, writing && !ended, viewer));
                case Message.Part.Tool tool ->
                        views.add(
                                PartView.of(
                                        ToolView.of(
                                                message.id(),
                                                conversationPath
                                                        + "/runs/"
                                                        + message.header().run(),
                                                tool,
                                                writing,
                                                viewer)));
                case Message.Part.Source _ -> {}
            }
        }
        return views;
    }

    private static PartView words(
            String message,
            int index,
            boolean reasoning,
            String text,
            boolean live,
            Viewer viewer) {
        return PartView.of(
                message, index, reasoning, live, html(message, index, text, live, viewer));
    }

    // What still grows is shown as its stream shows it, so that the stream's edits fit.
    private static String html(
            String message, int index, String text, boolean live, Viewer viewer) {
        var prefix = Ids.part(message, index);
        if (!live) {
            return Markdown.render(text, prefix, viewer.messages());
        }
        var stream = new MarkdownStream(prefix, viewer.messages());
        stream.append(text);
        return stream.html();
    }
}
