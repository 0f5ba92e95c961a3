package runnel.wire.html;

/** The ids of a page's elements: what the templates write and the operations name. */
public final class Ids {
    public static final String MESSAGES = "messages";
    public static final String WAITING = "waiting";
    public static final String CONTROLS = "controls";
    public static final String STATE = "state";
    public static final String ARRANGE = "arrange";
    public static final String AGENT = "agent";
    public static final String MODEL = "model";
    public static final String SETTINGS = "settings";
    public static final String ANNOUNCEMENT = "announcement";
    public static final String TITLE = "title";
    public static final String WINDOW_TITLE = "window-title";

    private Ids() {}

    /** Where the parts of a message stand. */
    public static String body(String message) {
        return message + "-body";
    }

    public static String foot(String message) {
        return message + "-foot";
    }

    /** The element whose content is the rendered part. */
    public static String part(String message, int index) {
        return message + "-" + index;
    }

    /** The fold around a part of reasoning. */
    public static String fold(String message, int index) {
        return message + "-" + index + "-fold";
    }

    /** What the fold says. */
    public static String foldLabel(String message, int index) {
        return message + "-" + index + "-label";
    }

    /** What a tool call's fold says. */
    public static String card(String message, int index) {
        return message + "-" + index + "-head";
    }

    public static String arguments(String message, int index) {
        return message + "-" + index + "-arguments";
    }

    public static String result(String message, int index) {
        return message + "-" + index + "-result";
    }

    /** Where the owner is asked about a tool call. */
    public static String question(String message, int index) {
        return message + "-" + index + "-question";
    }

    /** The list of a reply's sources. */
    public static String sources(String message) {
        return message + "-sources";
    }

    /** What its owner thinks of a reply. */
    public static String feedback(String message) {
        return message + "-feedback";
    }

    /** A message while it stands in the mailbox. */
    public static String waiting(String message) {
        return "wait-" + message;
    }

    /** The title of a conversation in the list of all. */
    public static String listed(String conversation) {
        return "title-" + conversation;
    }
}
