package runnel.tool.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Reads a document from its beginning or from any of its passages on. */
final class ReadDocumentTool implements Tool {
    /** Characters of a document that a model is given at once. */
    static final int CHARS = 24_000;

    private static final int PASSAGES = 200;
    private static final int LAST = 1_000_000;
    private static final int EXCERPT_CHARS = 240;
    private static final ToolSpec SPEC =
            new ToolSpec(
                    "read_document",
                    "Reads a document in order, to sum it up or to see what stands around a"
                            + " passage that search_documents has found.",
                    """
                    {"type":"object","properties":{"name":{"type":"string",\
                    "description":"its file name"},"from":{"type":"integer",\
                    "description":"number of the passage to begin with, 0 by default"}},\
                    "required":["name"]}\
                    """);

    private final Documents documents;

    ReadDocumentTool(Documents documents) {
        this.documents = documents;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var given = new Arguments(arguments);
        var from = given.number("from", 0, 0, LAST);
        var passages =
                documents.read(given.text("name"), caller.conversation(), from, PASSAGES + 1);
        if (passages.isEmpty()) {
            throw new ToolFailure("The document has no passage " + from + ": it ends before.");
        }
        var first = passages.getFirst();
        var excerpt = first.text().replaceAll("\\s+", " ");
        return new ToolOutput(
                text(passages),
                List.of(
                        new ToolOutput.Source(
                                first.name(),
                                documents.url(first, caller.conversation()),
                                excerpt.substring(0, Math.min(EXCERPT_CHARS, excerpt.length())))));
    }

    private static String text(List<Hit> passages) {
        var text = new StringBuilder();
        var place = "";
        for (var passage : passages) {
            if (text.length() + passage.text().length() > CHARS
                    || passage.number() == passages.getFirst().number() + PASSAGES) {
                return text.append("\n\n… (it goes on: from ")
                        .append(passage.number())
                        .append(')')
                        .toString();
            }
            if (!passage.place().equals(place)) {
                place = passage.place();
                text.append(text.isEmpty() ? "" : "\n").append("— ").append(place).append(" —\n");
            }
            text.append(passage.text()).append('\n');
        }
        return text.toString();
    }
}
