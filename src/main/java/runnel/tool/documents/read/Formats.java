package runnel.tool.documents.read;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The formats that can be read, by the ending of a file's name. Thread-safe. */
public final class Formats {
    private static final Map<String, DocumentReader> READERS =
            Map.ofEntries(
                    Map.entry("txt", new TextReader()),
                    Map.entry("text", new TextReader()),
                    Map.entry("log", new TextReader()),
                    Map.entry("md", new MarkdownReader()),
                    Map.entry("markdown", new MarkdownReader()),
                    Map.entry("html", new HtmlReader()),
                    Map.entry("htm", new HtmlReader()),
                    Map.entry("xhtml", new HtmlReader()),
                    Map.entry("pdf", new PdfReader()),
                    Map.entry("docx", new DocxReader()),
                    Map.entry("csv", new CsvReader()),
                    Map.entry("tsv", new CsvReader()));

    private Formats() {}

    public static boolean isKnown(String name) {
        return READERS.containsKey(ending(name));
    }

    /**
     * The passages of a document, in order.
     *
     * @param name of a file whose format is known
     */
    static List<Passage> read(String name, byte[] file, ReadLimits limits) throws Unreadable {
        if (file.length > limits.fileBytes()) {
            throw new Unreadable(Unreadable.Reason.TOO_LARGE);
        }
        var reader = READERS.get(ending(name));
        if (reader == null) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
        var passages = new Passages(limits.textChars());
        reader.read(file, passages, limits);
        var all = passages.all();
        if (all.isEmpty()) {
            throw new Unreadable(Unreadable.Reason.NO_TEXT);
        }
        return all;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
