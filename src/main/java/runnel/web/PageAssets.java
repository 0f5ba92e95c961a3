package runnel.web;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.http.Assets;
import runnel.http.ClassPath;

/** The styles, scripts and fonts of the pages: our own, and those of the libraries they use. */
final class PageAssets {
    private static final List<String> FORMULA_FONTS =
            List.of(
                    "AMS-Regular",
                    "Caligraphic-Bold",
                    "Caligraphic-Regular",
                    "Fraktur-Bold",
                    "Fraktur-Regular",
                    "Main-Bold",
                    "Main-BoldItalic",
                    "Main-Italic",
                    "Main-Regular",
                    "Math-BoldItalic",
                    "Math-Italic",
                    "SansSerif-Bold",
                    "SansSerif-Italic",
                    "SansSerif-Regular",
                    "Script-Regular",
                    "Size1-Regular",
                    "Size2-Regular",
                    "Size3-Regular",
                    "Size4-Regular",
                    "Typewriter-Regular");

    private PageAssets() {}

    /**
     * @param sources the source tree, to read our own from it as they change; empty for those that
     *     were built in
     */
    static Assets of(Optional<Path> sources) {
        var files = new HashMap<>(ClassPath.folder("assets"));
        files.put(
                "lib/katex/katex.css",
                ClassPath.webjar("org.webjars.npm", "katex", "dist/katex.min.css"));
        files.put("htmx.js", ClassPath.webjar("org.webjars.npm", "htmx.org", "dist/htmx.min.js"));
        return sources.map(path ->
                        Assets.develop(
                                files, libraries(), path.resolve("resources").resolve("assets")))
                .orElseGet(() -> Assets.load(files, libraries()));
    }

    /** What only pages with charts, code, formulas or diagrams need. */
    private static Map<String, String> libraries() {
        var all = new HashMap<String, String>();
        all.put("echarts.js", ClassPath.webjar("org.webjars", "echarts", "echarts.min.js"));
        all.put(
                "lib/highlight.js",
                ClassPath.webjar("org.webjars", "highlightjs", "highlight.min.js"));
        all.put(
                "lib/mermaid.js",
                ClassPath.webjar("org.webjars.npm", "mermaid", "dist/mermaid.min.js"));
        all.put("lib/katex.js", ClassPath.webjar("org.webjars.npm", "katex", "dist/katex.min.js"));
        var fonts = ClassPath.webjar("org.webjars.npm", "katex", "dist/fonts/");
        for (var font : FORMULA_FONTS) {
            var file = "KaTeX_" + font + ".woff2";
            all.put("lib/katex/fonts/" + file, fonts + file);
        }
        return all;
    }
}
