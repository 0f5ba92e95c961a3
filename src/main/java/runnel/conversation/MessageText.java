package runnel.conversation;

import runnel.base.Problem;
import runnel.base.Text;

/** What people may write, and the titles that are made of it. */
final class MessageText {
    private MessageText() {}

    /** The text of a message, which may be empty where files say something. */
    static String checked(Command.Send send) {
        return send.files().isEmpty() || !send.text().isBlank() ? checked(send.text()) : "";
    }

    /** A title made of what is sent. */
    static String title(Command.Send send) {
        return send.text().isBlank() && !send.files().isEmpty()
                ? title(send.files().getFirst().name())
                : title(send.text());
    }

    static String checked(String text) {
        if (text.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "message-empty");
        }
        if (text.length() > Conversation.TEXT_CHARS) {
            throw new Problem(
                    Problem.Kind.TOO_LARGE,
                    "message-too-long",
                    text.length(),
                    Conversation.TEXT_CHARS);
        }
        return Text.wellFormed(text);
    }

    /** A title made of any text: its first line that says something, shortened. */
    static String checkedTitle(String text) {
        if (text.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "title-empty");
        }
        return title(text);
    }

    static String title(String text) {
        var line =
                Text.wellFormed(text)
                        .lines()
                        .filter(l -> !l.isBlank())
                        .findFirst()
                        .orElse("")
                        .strip();
        if (line.codePointCount(0, line.length()) <= Conversation.TITLE_CHARS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, Conversation.TITLE_CHARS - 1)) + "…";
    }
}
