package runnel.wire.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Turn;
import runnel.markdown.Markdown;

/**
 * A conversation as a page that stands alone: one file, no scripts, nothing from elsewhere.
 *
 * <p>Its policy forbids all that markup could do, were any to get through: the page is opened from
 * a disk, where there is no server to say so.
 */
final class HtmlExport {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private static final String STYLE = style();

    private HtmlExport() {}

    static String write(Export export) {
        var out = new StringBuilder();
        var language = export.messages().language().equals("zh") ? "zh-CN" : "en";
        out.append("<!doctype html>\n<html lang=\"").append(language).append("\">\n<head>\n");
        out.append("<meta charset=\"utf-8\">\n");
        out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
        out.append(POLICY).append("\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.append("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
        escape(out, export.title()).append("</title>\n<style>\n").append(STYLE);
        out.append("</style>\n</head>\n<body>\n<header>\n<h1>");
        escape(out, export.title()).append("</h1>\n<p>").append(Export.time(export.timeMillis()));
        out.append("</p>\n</header>\n<main>\n");
        if (!export.profile().instruction().isEmpty()) {
            out.append("<details><summary>");
            escape(out, export.text("web.instruction")).append("</summary><p class=\"said\">");
            escape(out, export.profile().instruction()).append("</p></details>\n");
        }
        export.all().forEach(message -> message(out, message, export));
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void message(StringBuilder out, Message message, Export export) {
        var person = message.header().author() == Header.Author.PERSON;
        out.append("<article class=\"").append(person ? "person" : "agent").append("\">\n<h2>");
        escape(out, export.author(message)).append(" <time>");
        out.append(Export.time(message.header().timeMillis())).append("</time> <span>");
        escape(out, message.turn().model()).append("</span></h2>\n");
        message.parts().forEach(part -> part(out, message, part, export));
        for (var file : message.files()) {
            out.append("<p class=\"source\">");
            escape(out, export.text("web.file")).append(": ");
            escape(out, file.name()).append(" <span>");
            escape(out, file.type()).append(", ").append(Export.size(file.bytes()));
            out.append("</span></p>\n");
        }
        out.append("</article>\n");
    }

    private static void part(StringBuilder out, Message message, Message.Part part, Export export) {
        switch (part) {
            case Message.Part.Text text when message.header().author() == Header.Author.PERSON -> {
                out.append("<div class=\"said\">");
                escape(out, text.text()).append("</div>\n");
            }
            case Message.Part.Text text ->
                    out.append("<div class=\"prose\">")
                            .append(render(message, text.index(), text.text(), export))
                            .append("</div>\n");
            case Message.Part.Reasoning reasoning -> {
                out.append("<details><summary>");
                escape(out, export.text("web.reasoning")).append("</summary>\n<div>");
                out.append(render(message, reasoning.index(), reasoning.text(), export));
                out.append("</div></details>\n");
            }
            case Message.Part.Tool tool -> {
                out.append("<details><summary>");
                escape(out, tool.tool()).append("</summary>\n<pre>");
                escape(out, tool.arguments()).append("</pre>\n<pre>");
                escape(out, tool.result()).append("</pre></details>\n");
            }
            case Message.Part.Delegation helper -> {
                out.append("<details><summary>");
                escape(out, helper.agent()).append("</summary>\n");
                var within = new Message(message.header(), helper.parts(), List.of(), Turn.NONE);
                helper.parts().forEach(inner -> part(out, within, inner, export));
                out.append("</details>\n");
            }
            case Message.Part.Handover change -> {
                out.append("<h3>");
                escape(out, change.agent()).append("</h3>\n");
            }
            // Where it is, not a way to it: a source is what a tool has found, not what anybody
            // vouches for.
            case Message.Part.Source source -> {
                out.append("<p class=\"source\">[").append(source.number()).append("] ");
                escape(out, source.title()).append(" <span>");
                escape(out, source.url()).append("</span></p>\n");
            }
        }
    }

    private static String render(Message message, int part, String text, Export export) {
        return Markdown.render(text, message.id() + "-" + part, export.messages());
    }

    private static StringBuilder escape(StringBuilder out, String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out;
    }

    private static String style() {
        var name = "/export/page.css";
        try (var in = Objects.requireNonNull(HtmlExport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
