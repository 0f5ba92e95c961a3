package runnel.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of the project: their headings and their links. */
final class Docs {
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *(```|~~~).*?^ *\\1 *$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern LINK =
            Pattern.compile("]\\(([^()\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");

    private Docs() {}

    static List<Path> below(Path directory) {
        return Sources.below(directory).stream()
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    /** The headings of all documents below a directory, without the marks of code. */
    static List<String> headings(Path directory) {
        return below(directory).stream().flatMap(Docs::headingsOf).toList();
    }

    /** The links of a document that lead nowhere. Addresses of other sites are not followed. */
    static List<String> broken(Path document) {
        var broken = new ArrayList<String>();
        var links =
                LINK.matcher(prose(document))
                        .results()
                        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                        .filter(link -> !link.matches("[a-z]+:.*"))
                        .toList();
        for (var link : links) {
            var parts = link.split("#", 2);
            var target =
                    parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
            if (!Files.exists(target) || parts.length == 2 && !anchors(target).contains(parts[1])) {
                broken.add(document + ": " + link);
            }
        }
        return broken;
    }

    private static Stream<String> headingsOf(Path document) {
        return HEADING.matcher(prose(document))
                .results()
                .map(match -> match.group(1).replace("`", ""));
    }

    // As the usual viewers make them: a heading that stands twice gets a number.
    private static Set<String> anchors(Path document) {
        var anchors = new HashSet<String>();
        headingsOf(document)
                .forEach(heading -> {
                    var anchor =
                            heading.toLowerCase(Locale.ROOT)
                                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                    .replace(' ', '-');
                    var unique = anchor;
                    for (var number = 1; !anchors.add(unique); number++) {
                        unique = anchor + "-" + number;
                    }
                });
        return anchors;
    }

    private static String prose(Path document) {
        return FENCE.matcher(Sources.text(document)).replaceAll("");
    }
}
