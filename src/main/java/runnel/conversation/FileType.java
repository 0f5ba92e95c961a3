package runnel.conversation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a file is, found out from its content: what its name or its sender says is not believed. */
public final class FileType {
    /** Bytes of the beginning that tell what it is. */
    public static final int HEAD_BYTES = 8_192;

    public static final String PDF = "application/pdf";
    public static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final Map<String, String> TEXTS =
            Map.of(
                    "md", "text/markdown",
                    "markdown", "text/markdown",
                    "csv", "text/csv",
                    "tsv", "text/tab-separated-values",
                    "html", "text/html",
                    "htm", "text/html");

    private FileType() {}

    /**
     * Its media type; empty where it is none that can be sent.
     *
     * @param head its first bytes
     */
    public static Optional<String> of(String name, byte[] head) {
        if (starts(head, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (starts(head, "\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (starts(head, "GIF87a") || starts(head, "GIF89a")) {
            return Optional.of("image/gif");
        }
        if (starts(head, "RIFF") && head.length > 12 && text(head, 8, 12).equals("WEBP")) {
            return Optional.of("image/webp");
        }
        if (starts(head, "%PDF-")) {
            return Optional.of(PDF);
        }
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (starts(head, "PK\u0003\u0004")) {
            return ending.equals("docx") ? Optional.of(WORD) : Optional.empty();
        }
        return isText(head)
                ? Optional.of(TEXTS.getOrDefault(ending, "text/plain"))
                : Optional.empty();
    }

    // Characters that no text has, but for those that move the paper.
    private static boolean isText(byte[] head) {
        if (starts(head, "\u00ff\u00fe") || starts(head, "\u00fe\u00ff")) {
            return true;
        }
        for (var b : head) {
            if (b >= 0 && b < ' ' && "\t\n\r\f\u001b\b".indexOf(b) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] head, String mark) {
        return head.length >= mark.length() && text(head, 0, mark.length()).equals(mark);
    }

    private static String text(byte[] head, int from, int to) {
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
