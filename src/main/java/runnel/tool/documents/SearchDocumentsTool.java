package runnel.tool.documents;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Searches documents; what it finds are sources, each with its document and place. */
final class SearchDocumentsTool implements Tool {
    private static final int RESULTS = 6;
    private static final int MOST = 12;
    private static final ToolSpec SPEC =
            new ToolSpec(
                    "search_documents",
                    "Searches the documents that the user or the operator of this server has"
                            + " provided, by the words in them. Use it for questions about them,"
                            + " about the organisation, or about anything they may cover. Results"
                            + " are numbered passages; cite them like [1]. If nothing fits, try"
                            + " other words, also in the language of the documents.",
                    """
                    {"type":"object","properties":{"query":{"type":"string",\
                    "description":"the words to look for; \\"in quotation marks\\" they must stand\
                     together"},"count":{"type":"integer",\
                    "description":"passages that are wanted, 6 by default"}},"required":["query"]}\
                    """);

    private final Documents documents;

    SearchDocumentsTool(Documents documents) {
        this.documents = documents;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var query = new Arguments(arguments).text("query");
        var count = new Arguments(arguments).number("count", RESULTS, 1, MOST);
        var found = documents.search(query, caller.conversation(), count);
        var note =
                found.waiting() == 0
                        ? ""
                        : "("
                                + found.waiting()
                                + " documents are still being read, and not among"
                                + " these results.)";
        if (found.hits().isEmpty()) {
            throw new ToolFailure(
                    ("No document has anything about \"" + query + "\". " + note).strip());
        }
        return new ToolOutput(
                note,
                found.hits().stream()
                        .map(hit ->
                                new ToolOutput.Source(
                                        hit.title(),
                                        documents.url(hit, caller.conversation()),
                                        hit.text()))
                        .toList());
    }
}
