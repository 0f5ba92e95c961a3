package runnel.web;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.llm.Prices;
import runnel.wire.html.Ids;

/**
 * A message as the templates show it.
 *
 * @param path where its commands are posted to
 * @param text of a person; an agent's is in the parts
 * @param summary what models are told of all that was said so far; empty for nothing
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
        List<FileView> files,
        String summary) {
    /** Characters or lines of a person's message beyond which it is folded. */
    private static final int FOLD_CHARS = 1_800;

    private static final int FOLD_LINES = 24;

    public MessageView {
        parts = List.copyOf(parts);
        sources = List.copyOf(sources);
        files = List.copyOf(files);
    }

    /**
     * A part of a reply.
     *
     * @param html rendered already
     * @param live whether something may still be added to it
     * @param tool for a tool call, which is all there is then
     * @param helper for what another agent does, which is all there is then
     */
    public record PartView(
            String id,
            String foldId,
            String labelId,
            boolean reasoning,
            boolean live,
            String html,
            Optional<ToolView> tool,
            Optional<HelperView> helper) {
        static PartView of(
                String message, int index, boolean reasoning, boolean live, String html) {
            return new PartView(
                    Ids.part(message, index),
                    Ids.fold(message, index),
                    Ids.foldLabel(message, index),
                    reasoning,
                    live,
                    html,
                    Optional.empty(),
                    Optional.empty());
        }

        static PartView of(ToolView tool) {
            return new PartView(
                    tool.id(), "", "", false, false, "", Optional.of(tool), Optional.empty());
        }

        static PartView of(HelperView helper) {
            return new PartView(
                    helper.id(), "", "", false, false, "", Optional.empty(), Optional.of(helper));
        }
    }

    /**
     * @param titles what agents are called
     */
    static MessageView of(
            Message message,
            String conversationPath,
            Viewer viewer,
            UnaryOperator<String> titles,
            Prices prices) {
        var header = message.header();
        var path = conversationPath + "/messages/" + message.id();
        var writing = header.state() == Header.State.WRITING;
        var person = header.author() == Header.Author.PERSON;
        var runPath = conversationPath + "/runs/" + header.run();
        var parts = new Parts(runPath, viewer, titles).of(message.id(), message.parts(), writing);
        return new MessageView(
                message.id(),
                path,
                person,
                writing,
                person ? message.text() : "",
                person ? List.of() : parts,
                SourceView.all(message.id(), message.parts(), viewer),
                FootView.of(message, conversationPath, viewer, prices),
                FileView.of(message.files(), viewer),
                message.note().summary());
    }

    /** Whether it is so long that it is folded at first. */
    public boolean isLong() {
        return text.length() > FOLD_CHARS
                || text.lines().limit(FOLD_LINES + 1).count() > FOLD_LINES;
    }

    public long lines() {
        return text.lines().count();
    }
}
