package runnel.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import runnel.markdown.Markdown;
import runnel.markdown.MarkdownStream;
import runnel.markdown.Samples;

/** What a token costs in a streamed answer: CPU on one core, and bytes for the reader. */
public final class MarkdownBench {
    private static final int ROUNDS = 60;

    private MarkdownBench() {}

    public static void main(String[] args) {
        var samples = new LinkedHashMap<String, String>();
        samples.put("answer of 4,000 tokens", Samples.answer());
        samples.put("code of 4,000 tokens", Samples.code());
        samples.put("one paragraph of 4,000 tokens", Samples.answer().replaceAll("[\\n|`#]+", " "));
        samples.put(
                "one line of 4,000 tokens in a fence",
                "```\n" + Samples.answer().replaceAll("\\s+", " "));
        samples.put(
                "list of 4,000 tokens",
                "- " + Samples.answer().replaceAll("\\s+", " ").replaceAll("(.{60}) ", "$1\n- "));
        samples.put("nothing but [", "[".repeat(16_000));
        samples.put("nothing but >", ">".repeat(16_000));
        samples.put("nothing but *a ", "*a ".repeat(5_333));
        samples.put("nothing but `` ` ", "`` ` ".repeat(3_200));
        samples.put("nothing but |", "|".repeat(16_000));
        samples.put("rows of pipes", "|a|b|\n|-|-|\n" + "|x|\n".repeat(4_000));
        samples.forEach(MarkdownBench::measure);
    }

    private static void measure(String name, String text) {
        var tokens = Samples.tokens(text);
        var best = Long.MAX_VALUE;
        for (var round = 0; round < (name.startsWith("nothing") ? 5 : ROUNDS); round++) {
            var start = System.nanoTime();
            var stream = new MarkdownStream();
            tokens.forEach(stream::append);
            stream.end();
            best = Math.min(best, System.nanoTime() - start);
        }
        var stream = new MarkdownStream();
        var bytes = 0L;
        var placed = 0;
        var last = java.util.List.<Integer>of();
        for (var token : tokens) {
            for (var edit : stream.append(token).edits()) {
                bytes += edit.html().getBytes(StandardCharsets.UTF_8).length;
                placed += edit.append() && edit.path().equals(last) ? 0 : 1;
                last = edit.path();
            }
        }
        var full = Markdown.render(text).getBytes(StandardCharsets.UTF_8).length;
        System.out.printf(
                "%-40s %6.2f µs a token; %d tokens, bytes %d = %.2f × text, %.2f × one rendering; %d edits with a place%n",
                name,
                best / 1e3 / tokens.size(),
                tokens.size(),
                bytes,
                bytes / (double) text.length(),
                bytes / (double) full,
                placed);
    }
}
