package runnel.web;

import java.net.URI;
import java.util.List;
import runnel.conversation.Message.Part;
import runnel.tool.DocumentText;

/**
 * A source as the templates show it.
 *
 * @param url empty where there is nothing to open
 * @param place the page's host, or what else tells where it is from; may be empty
 */
public record SourceView(
        String id, int number, String title, String url, String place, String excerpt) {
    private static final String FILES = "/api/v1/files/";

    static SourceView of(String message, Part.Source source, Viewer viewer) {
        var sent = source.url().startsWith(FILES);
        // The folder is the owner's affair.
        var shelved = source.url().startsWith(DocumentText.PLACE);
        var web = source.url().startsWith("https://") || source.url().startsWith("http://");
        var host = web ? host(source.url()) : "";
        var opens = sent || web || shelved && !viewer.guest();
        return new SourceView(
                message + "-source-" + source.number(),
                source.number(),
                source.title().isEmpty() ? host : source.title(),
                sent ? viewer.file(source.url()) : opens ? source.url() : "",
                opens || shelved ? host : source.url(),
                source.excerpt());
    }

    /** All sources among the parts of a reply. */
    static List<SourceView> all(String message, List<Part> parts, Viewer viewer) {
        return parts.stream()
                .filter(Part.Source.class::isInstance)
                .map(part -> of(message, (Part.Source) part, viewer))
                .toList();
    }

    private static String host(String url) {
        try {
            var host = URI.create(url).getHost();
            return host == null ? "" : host.replaceFirst("^www\\.", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
