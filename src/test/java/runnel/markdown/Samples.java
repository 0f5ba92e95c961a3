package runnel.markdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Long answers to measure with. */
public final class Samples {
    private static final int TOKEN_CHARS = 4;
    private static final int TOKENS = 4_000;

    private Samples() {}

    /** Prose, lists, tables and code, as a model answers: 4,000 tokens. */
    public static String answer() {
        var text = new StringBuilder();
        for (var part = 1; text.length() < TOKENS * TOKEN_CHARS; part++) {
            text.append(resource("answer.md").replace("{n}", String.valueOf(part)));
        }
        return text.substring(0, TOKENS * TOKEN_CHARS);
    }

    /** One block of code, as long. */
    public static String code() {
        return "Here it is:\n\n```java\n" + code(TOKENS * TOKEN_CHARS) + "\n```\n";
    }

    static String code(int chars) {
        var line = "        if (a < b && c[i] > \"x\") { total += rows.get(i).value(); } // adds\n";
        return line.repeat(chars / line.length() + 1).substring(0, chars);
    }

    public static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        for (var at = 0; at < text.length(); at += TOKEN_CHARS) {
            tokens.add(text.substring(at, Math.min(text.length(), at + TOKEN_CHARS)));
        }
        return tokens;
    }

    static String resource(String name) {
        try (var in = Samples.class.getResourceAsStream("/markdown/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
