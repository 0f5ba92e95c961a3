package runnel.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import runnel.base.Problem;

/**
 * Whom the server answers.
 *
 * <p>A page of another site must not use the server through the browser of someone who may: its
 * requests bear a foreign {@code Origin}. And no name that somebody else controls may point to a
 * server on a loopback address, or that page would be of the same origin: such requests bear a
 * foreign {@code Host}. Programs send no {@code Origin}.
 */
final class Callers {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final boolean loopbackOnly;
    private final Set<String> hosts;
    private final Set<String> origins;

    Callers(InetAddress bound, Set<String> hosts, Set<String> origins) {
        this.loopbackOnly = bound.isLoopbackAddress();
        this.hosts = hosts.stream().map(Callers::lower).collect(Collectors.toUnmodifiableSet());
        this.origins = origins.stream().map(Callers::lower).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @throws Problem {@code host-unknown}
     */
    void checkHost(Request request) {
        var host = host(request);
        if (!isKnown(name(host))) {
            throw new Problem(Problem.Kind.FORBIDDEN, "host-unknown", host);
        }
    }

    /**
     * @throws Problem {@code origin-foreign}
     */
    void checkOrigin(Request request) {
        var host = host(request);
        var origin = request.header("Origin").map(Callers::lower);
        if (origin.isPresent()
                && !isOwn(origin.get(), host, request.isSecure())
                && !isAllowed(origin.get())) {
            throw new Problem(Problem.Kind.FORBIDDEN, "origin-foreign", origin.get());
        }
        if (origin.isEmpty() && isEmbedded(request)) {
            throw new Problem(
                    Problem.Kind.FORBIDDEN,
                    "origin-foreign",
                    request.header("Referer").orElse("?"));
        }
    }

    private static String host(Request request) {
        return lower(request.header("Host").orElse(""));
    }

    /** Whether this is the origin of another site that was allowed to call. */
    boolean isAllowed(String origin) {
        return origins.contains(lower(origin));
    }

    private boolean isKnown(String name) {
        if (hosts.contains(name) || isLoopback(name)) {
            return true;
        }
        // Without configured names a public server may be called anything; an address proves that
        // no name was involved.
        return !loopbackOnly && (hosts.isEmpty() || isAddress(name));
    }

    /**
     * What pages of other sites fetch without saying their origin, such as images and frames;
     * browsers say at least that. To follow a link from elsewhere is allowed.
     */
    private static boolean isEmbedded(Request request) {
        var followed =
                request.header("Sec-Fetch-Mode").orElse("").equals("navigate")
                        && request.header("Sec-Fetch-Dest").orElse("document").equals("document");
        return request.isFromElsewhere() && !followed;
    }

    private static boolean isOwn(String origin, String host, boolean secure) {
        var scheme =
                origin.startsWith("https://")
                        ? "https"
                        : origin.startsWith("http://") ? "http" : "";
        if (scheme.isEmpty() || secure && scheme.equals("http")) {
            return false;
        }
        return withPort(origin.substring(scheme.length() + 3), scheme)
                .equals(withPort(host, scheme));
    }

    private static String withPort(String host, String scheme) {
        return port(host).isPresent() ? host : host + (scheme.equals("https") ? ":443" : ":80");
    }

    private static Optional<String> port(String host) {
        var colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]")
                ? Optional.empty()
                : Optional.of(host.substring(colon + 1));
    }

    private static String name(String host) {
        var name =
                port(host)
                        .map(port -> host.substring(0, host.length() - port.length() - 1))
                        .orElse(host);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.startsWith("127.") && isAddress(name);
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || ADDRESS.matcher(name).matches();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
