package runnel.web;

import runnel.http.Request;

/** The addresses of the pages. */
final class Paths {
    static final String START = "/";
    static final String CONVERSATIONS = "/conversations";
    static final String DATA = "/data";

    private Paths() {}

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
