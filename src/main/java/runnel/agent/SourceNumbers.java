package runnel.agent;

import java.util.HashMap;
import java.util.Map;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.tool.ToolOutput;

/** Gives the sources of a reply their numbers, one source one number. Used by the run's thread. */
final class SourceNumbers {
    private final AgentContext context;
    private final ReplyWriter writer;
    private final Map<String, Integer> numbers = new HashMap<>();

    SourceNumbers(AgentContext context, ReplyWriter writer) {
        this.context = context;
        this.writer = writer;
        for (var part : context.shown()) {
            if (part instanceof Part.Source source) {
                numbers.put(key(source.title(), source.url()), source.number());
            }
        }
    }

    /** What a tool brought, with its sources' numbers, as the model reads it. */
    String written(ToolOutput output) throws InterruptedException {
        var text = new StringBuilder(output.text());
        for (var source : output.sources()) {
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append('[')
                    .append(number(source))
                    .append("] ");
            text.append(source.title());
            if (!source.url().isEmpty()) {
                text.append('\n').append(source.url());
            }
            if (!source.excerpt().isEmpty()) {
                text.append('\n').append(source.excerpt());
            }
        }
        return text.toString();
    }

    /** The number of a source, which becomes known to readers if it is new. */
    int number(ToolOutput.Source source) throws InterruptedException {
        var known = numbers.get(key(source.title(), source.url()));
        if (known != null) {
            return known;
        }
        var number = numbers.size() + 1;
        numbers.put(key(source.title(), source.url()), number);
        context.emit(
                new Event.SourceAdd(
                        context.reply(),
                        writer.nextPart(),
                        number,
                        source.title(),
                        source.url(),
                        source.excerpt()));
        return number;
    }

    private static String key(String title, String url) {
        return url.isEmpty() ? title : url;
    }
}
