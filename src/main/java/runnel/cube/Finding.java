package runnel.cube;

import java.util.List;
import runnel.base.Messages;

/**
 * Something the compiler has to say about a model: an error or a notice, with its place.
 *
 * <p>Its text is {@code problem.CODE} with the given values, its remedy {@code problem.CODE.hint}.
 */
public record Finding(Place place, Severity severity, String code, List<String> values) {
    /** Whether the model is wrong, or only worth a remark. */
    public enum Severity {
        ERROR,
        NOTICE
    }

    public Finding {
        values = List.copyOf(values);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What is the matter, in the language of the messages, without the place. */
    public String message(Messages messages) {
        return messages.text("problem." + code, values.toArray());
    }

    /** What to do about it; empty where the message already says so. */
    public String hint(Messages messages) {
        var key = "problem." + code + ".hint";
        return messages.has(key) ? messages.text(key, values.toArray()) : "";
    }

    /** One line for a terminal or a log: place, severity, message, hint. */
    public String line(Messages messages) {
        var hint = hint(messages);
        var mark = isError() ? "error" : "notice";
        return place + ": " + mark + ": " + sentences(message(messages), hint);
    }

    /** A message and its remedy as two sentences. */
    public static String sentences(String message, String hint) {
        if (hint.isEmpty()) {
            return message;
        }
        return message.matches("(?s).*[.。?!:)]") ? message + " " + hint : message + ". " + hint;
    }
}
