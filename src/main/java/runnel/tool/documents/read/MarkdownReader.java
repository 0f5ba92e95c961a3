package runnel.tool.documents.read;

import java.util.regex.Pattern;

/** Markdown; its places are headings. */
final class MarkdownReader implements DocumentReader {
    private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");

    @Override
    public void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable {
        var headings = new Headings();
        var fenced = false;
        for (var line : (Iterable<String>) Characters.of(file).lines()::iterator) {
            fenced ^= FENCE.matcher(line).matches();
            var heading = HEADING.matcher(line);
            if (!fenced && heading.matches()) {
                passages.at(headings.enter(heading.group(1).length(), heading.group(2)));
            }
            passages.add(line);
        }
    }
}
