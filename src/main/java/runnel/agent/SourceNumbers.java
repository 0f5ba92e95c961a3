package runnel.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.tool.ToolOutput;

/** Gives the sources of a reply their numbers, one source one number. Used by the run's thread. */
final class SourceNumbers {
    private static final Pattern CITATION = Pattern.compile("\\[(\\d{1,3})](?![(\\[:])");

    private final AgentContext context;
    private final ReplyWriter writer;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<ToolOutput.Source> all = new ArrayList<>();

    SourceNumbers(AgentContext context, ReplyWriter writer) {
        this.context = context;
        this.writer = writer;
        for (var part : context.shown()) {
            if (part instanceof Part.Source source) {
                numbers.put(key(source.title(), source.url()), source.number());
                all.add(new ToolOutput.Source(source.title(), source.url(), source.excerpt()));
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

    /** All sources of the reply, the one with number 1 first. */
    List<ToolOutput.Source> all() {
        return List.copyOf(all);
    }

    /** What a helper brought, whose citations get the numbers that its sources have here. */
    String renumbered(ToolOutput output) throws InterruptedException {
        var here = new HashMap<String, Integer>();
        for (var source : output.sources()) {
            here.put(String.valueOf(here.size() + 1), number(source));
        }
        return CITATION.matcher(output.text())
                .replaceAll(match -> {
                    var number = here.get(match.group(1));
                    return number == null
                            ? Matcher.quoteReplacement(match.group())
                            : "[" + number + "]";
                });
    }

    /** The number of a source, which becomes known to readers if it is new. */
    int number(ToolOutput.Source source) throws InterruptedException {
        var known = numbers.get(key(source.title(), source.url()));
        if (known != null) {
            return known;
        }
        var number = numbers.size() + 1;
        numbers.put(key(source.title(), source.url()), number);
        all.add(source);
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
