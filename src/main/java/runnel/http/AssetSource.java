package runnel.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A static file as it was written, with the places where it names others.
 *
 * @param text empty for what cannot name others
 * @param digest of its bytes alone
 */
record AssetSource(
        String name, byte[] bytes, String text, List<MatchResult> places, String digest) {
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?<=[\"'(])\\./([A-Za-z0-9_./-]+)(?=[\"')])"
                            + "|(?<=url\\()([A-Za-z0-9_-][A-Za-z0-9_./-]*)(?=\\))");

    private static final Pattern IMPORT =
            Pattern.compile("@import \"\\./([A-Za-z0-9_-]+\\.css)\";\\n");

    private static final String HERE = "./";
    private static final String URL = "url(";

    static AssetSource of(String name, byte[] bytes) {
        var text =
                name.endsWith(".css") || name.endsWith(".js") || name.endsWith(".mjs")
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : "";
        return new AssetSource(name, bytes, text, places(text), Assets.digest(bytes));
    }

    /** Names of the files that it refers to, whether or not they exist. */
    List<String> references() {
        return places.stream().map(this::named).toList();
    }

    /** The same with what it imports from beside it, if it is a style sheet. */
    AssetSource joined(Map<String, AssetSource> sources) {
        if (!name.endsWith(".css") || !text.contains("@import")) {
            return this;
        }
        var whole =
                IMPORT.matcher(text)
                        .replaceAll(found -> {
                            var part = sources.get(resolve(found.group(1)));
                            return Matcher.quoteReplacement(
                                    part == null ? found.group() : part.text);
                        });
        return new AssetSource(name, bytes, whole, places(whole), digest);
    }

    /** Its content with the addresses of what it refers to. */
    byte[] linked(Map<String, String> hashes) {
        if (text.isEmpty()) {
            return bytes;
        }
        var linked = new StringBuilder(text.length());
        var from = 0;
        for (var place : places) {
            var hash = hashes.get(named(place));
            if (hash != null) {
                linked.append(text, from, place.start())
                        .append(HERE)
                        .append(Asset.address(path(place), hash));
                from = place.end();
            }
        }
        return linked.append(text, from, text.length()).toString().getBytes(StandardCharsets.UTF_8);
    }

    // Looks only where a reference can begin: at the start of the server nothing is compiled yet.
    private static List<MatchResult> places(String text) {
        var places = new ArrayList<MatchResult>();
        var matcher = REFERENCE.matcher(text).useTransparentBounds(true);
        var here = text.indexOf(HERE);
        var url = text.indexOf(URL);
        for (var end = 0; here >= 0 || url >= 0; ) {
            int at;
            if (here < 0 || url >= 0 && url + URL.length() < here) {
                at = url + URL.length();
                url = text.indexOf(URL, url + 1);
            } else {
                at = here;
                here = text.indexOf(HERE, here + 1);
            }
            if (at >= end && matcher.region(at, text.length()).lookingAt()) {
                places.add(matcher.toMatchResult());
                end = matcher.end();
            }
        }
        return places;
    }

    private String named(MatchResult place) {
        return resolve(path(place));
    }

    private String resolve(String relative) {
        return name.substring(0, name.lastIndexOf('/') + 1) + relative;
    }

    private static String path(MatchResult reference) {
        return reference.group(1) == null ? reference.group(2) : reference.group(1);
    }
}
