package runnel.web;

import java.util.List;
import runnel.conversation.Message.Part;
import runnel.wire.html.Ids;

/**
 * What a helper does, or the heading of an agent that goes on, as the templates show it.
 *
 * @param title what the agent is called
 * @param live whether it is at work
 */
public record HelperView(
        String id,
        String foldId,
        String bodyId,
        String sourcesId,
        String title,
        boolean live,
        List<MessageView.PartView> parts,
        List<SourceView> sources) {
    public HelperView {
        parts = List.copyOf(parts);
        sources = List.copyOf(sources);
    }

    static HelperView of(
            String message,
            Part.Delegation helper,
            String title,
            boolean live,
            List<MessageView.PartView> parts,
            List<SourceView> sources) {
        return new HelperView(
                Ids.part(message, helper.index()),
                Ids.fold(message, helper.index()),
                Ids.body(helper.reply()),
                Ids.sources(helper.reply()),
                title,
                live,
                parts,
                sources);
    }

    /** The heading of an agent that goes on. */
    static HelperView of(String message, Part.Handover change, String title) {
        return new HelperView(
                Ids.part(message, change.index()), "", "", "", title, false, List.of(), List.of());
    }

    /** Whether it is only a heading. */
    public boolean isHeading() {
        return bodyId.isEmpty();
    }
}
