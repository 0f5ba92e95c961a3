package runnel.cube.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of a SQL script: what stands between semicolons, but for quotes and comments. */
record Script(List<String> statements) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "'[^']*'|\"[^\"]*\"|`[^`]*`|--[^\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1|;|.",
                    Pattern.DOTALL);

    Script {
        statements = List.copyOf(statements);
    }

    static Script parse(String text) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        var token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group().equals(";")) {
                add(statement, statements);
            } else if (!token.group().startsWith("--") && !token.group().startsWith("/*")) {
                statement.append(token.group());
            }
        }
        add(statement, statements);
        return new Script(statements);
    }

    private static void add(StringBuilder statement, List<String> statements) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}
