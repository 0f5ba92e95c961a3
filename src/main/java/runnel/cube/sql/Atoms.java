package runnel.cube.sql;

/** Tells SQL that can stand inside a larger expression as it is from SQL that needs parentheses. */
final class Atoms {
    private Atoms() {}

    /** The expression, in parentheses where an operator next to it could tear it apart. */
    static String wrap(String sql) {
        return isAtom(sql) ? sql : "(" + sql + ")";
    }

    /** A name, a literal, one call, something in parentheses, or a whole CASE. */
    static boolean isAtom(String sql) {
        var text = sql.strip();
        if (text.startsWith("CASE ") || text.startsWith("CASE\n")) {
            return isOneCase(text);
        }
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                i = text.indexOf(c, i + 1);
                if (i < 0) {
                    return false;
                }
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && !isPlain(c)) {
                return false;
            }
        }
        return depth == 0;
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '\u0001' || c == '\u0002';
    }

    private static boolean isOneCase(String text) {
        return text.endsWith(" END") && text.indexOf(" END") == text.length() - 4 && text.indexOf("CASE", 1) < 0;
    }
}
