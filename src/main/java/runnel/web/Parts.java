package runnel.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import runnel.conversation.Message.Part;
import runnel.markdown.Markdown;
import runnel.markdown.MarkdownStream;
import runnel.web.MessageView.PartView;
import runnel.wire.html.Ids;

/**
 * The parts of a reply as the templates show them, those of helpers within it too.
 *
 * @param runPath where commands to its run are posted to
 * @param titles what agents are called
 */
record Parts(String runPath, Viewer viewer, UnaryOperator<String> titles) {
    /**
     * @param message id of the reply, or of the helper's within it
     * @param writing whether it is still being written
     */
    List<PartView> of(String message, List<Part> parts, boolean writing) {
        var views = new ArrayList<PartView>();
        for (var part : parts) {
            switch (part) {
                case Part.Text(var index, var text, var ended) ->
                        views.add(words(message, index, false, text, writing && !ended));
                case Part.Reasoning(var index, var text, var ended) ->
                        views.add(words(message, index, true, text, writing && !ended));
                case Part.Tool tool ->
                        views.add(
                                PartView.of(
                                        ToolView.of(
                                                message, runPath, tool, writing, viewer, titles)));
                case Part.Delegation helper -> views.add(PartView.of(of(message, helper, writing)));
                case Part.Handover change -> views.add(PartView.of(of(message, change)));
                case Part.Source _ -> {}
            }
        }
        return views;
    }

    HelperView of(String message, Part.Delegation helper, boolean writing) {
        var live = writing && !helper.ended();
        return HelperView.of(
                message,
                helper,
                titles.apply(helper.agent()),
                live,
                of(helper.reply(), helper.parts(), live),
                SourceView.all(helper.reply(), helper.parts(), viewer));
    }

    HelperView of(String message, Part.Handover change) {
        return HelperView.of(message, change, titles.apply(change.agent()));
    }

    private PartView words(
            String message, int index, boolean reasoning, String text, boolean live) {
        return PartView.of(message, index, reasoning, live, html(message, index, text, live));
    }

    // What still grows is shown as its stream shows it, so that the stream's edits fit.
    private String html(String message, int index, String text, boolean live) {
        var prefix = Ids.part(message, index);
        if (!live) {
            return Markdown.render(text, prefix, viewer.messages());
        }
        var stream = new MarkdownStream(prefix, viewer.messages());
        stream.append(text);
        return stream.html();
    }
}
