package runnel.tool.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Reads a page of the public web. */
public final class FetchPageTool implements Tool {
    /** Characters of a page that a model is given. */
    static final int CHARS = 30_000;

    private static final int REDIRECTS = 5;
    private static final int EXCERPT_CHARS = 240;
    private static final Set<Integer> PORTS = Set.of(-1, 80, 443, 8080, 8443);
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final ToolSpec SPEC =
            new ToolSpec(
                    "fetch_page",
                    "Reads a web page and gives its text. Use it for an address that the user"
                            + " names, or to read a search result in full.",
                    """
                    {"type":"object","properties":{"url":{"type":"string",\
                    "description":"an http or https address"}},"required":["url"]}\
                    """);

    private final Web web;
    private final Set<Integer> ports;

    public FetchPageTool(Web web) {
        this(web, PORTS);
    }

    /**
     * @param ports that may be asked; -1 for the usual one
     */
    FetchPageTool(Web web, Set<Integer> ports) {
        this.web = web;
        this.ports = ports;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public Optional<String> address(JsonNode arguments) {
        return Optional.of(arguments.path("url").asText(""));
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var url = checked(new Arguments(arguments).text("url"));
        for (var hop = 0; hop <= REDIRECTS; hop++) {
            var page = web.get(url);
            if (!MOVED.contains(page.status()) || page.location().isEmpty()) {
                return output(url, page);
            }
            url = checked(url, page.location().get());
        }
        throw new ToolFailure("The page redirects too often.");
    }

    private URI checked(URI from, String location) {
        try {
            return checked(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw new ToolFailure("The page redirects to something that is no address.");
        }
    }

    private URI checked(String address) {
        URI url;
        try {
            url = URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            throw new ToolFailure("That is no address: " + address);
        }
        var scheme = url.getScheme();
        if (scheme == null
                || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                || url.getHost() == null) {
            throw new ToolFailure("Only http and https addresses can be read.");
        }
        if (url.getUserInfo() != null) {
            throw new ToolFailure("An address with a name and a password is not read.");
        }
        if (!ports.contains(url.getPort())) {
            throw new ToolFailure("Port " + url.getPort() + " is not read.");
        }
        return url;
    }

    private static ToolOutput output(URI url, Web.Page page) {
        if (page.status() != 200) {
            throw new ToolFailure("The page answered with status " + page.status() + ".");
        }
        var content =
                switch (page.type()) {
                    case "text/html", "application/xhtml+xml", "" ->
                            PageText.of(page.text(), url.toString());
                    case "application/json", "application/xml" ->
                            new PageText.Content("", page.text());
                    default -> {
                        if (!page.type().startsWith("text/")) {
                            throw new ToolFailure("It is no text but " + page.type() + ".");
                        }
                        yield new PageText.Content("", page.text());
                    }
                };
        var text = content.text();
        if (text.isBlank()) {
            throw new ToolFailure("The page has no text that can be read without a browser.");
        }
        var cut = page.cut() || text.length() > CHARS;
        var shown = text.substring(0, Math.min(CHARS, text.length()));
        var title = content.title().isEmpty() ? url.toString() : content.title();
        var excerpt =
                shown.substring(0, Math.min(EXCERPT_CHARS, shown.length())).replaceAll("\\s+", " ");
        return new ToolOutput(
                shown + (cut ? "\n… (the page goes on)" : ""),
                List.of(new ToolOutput.Source(title, url.toString(), excerpt)));
    }
}
