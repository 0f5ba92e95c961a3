package runnel.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import runnel.http.Request;

/** The addresses of the pages. */
final class Paths {
    static final String START = "/";
    static final String CONVERSATIONS = "/conversations";
    static final String DATA = "/data";

    static final String SEARCH = "/search";
    static final String ARCHIVE = "/archive";

    /** Where others read who have a link; behind it comes its secret. */
    static final String SHARED = "/shared/";

    private Paths() {}

    /** The page with the hits of a query. */
    static String search(String query) {
        return SEARCH + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** A conversation at one of its messages, in which words are to be marked. */
    static String at(String conversation, String message, String words) {
        return conversation
                + "?at="
                + message
                + "&q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8)
                + "#"
                + message;
    }

    /** Ids are safe in a path as they are. */
    static String conversation(String id) {
        return CONVERSATIONS + "/" + id;
    }

    /** Where to go after a form: the given place if it is one of this server's pages. */
    static String back(String given) {
        var local =
                given.startsWith("/")
                        && !given.startsWith("//")
                        && given.chars().allMatch(c -> c > ' ' && c <= '~');
        return local && !given.contains("\\") ? given : START;
    }

    /** The page that is asked for, with its query left out. */
    static String of(Request request) {
        return back(request.path());
    }
}
