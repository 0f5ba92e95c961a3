package runnel.cube.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a Cube server in the one spelling that addresses are compared in: in lower case,
 * without the usual port and without a slash at its end.
 *
 * <p>What could be read in two ways is no address: a name and password in front, an IPv4 address
 * within an IPv6 one, numbers that are octal, hexadecimal or too few, and paths that lead upwards.
 */
public record CubeAddress(String url) {
    private static final int MAX_CHARS = 2_000;
    private static final int MAX_PORT = 65_535;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern QUAD = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*");

    /** Empty for what is no address. */
    public static Optional<CubeAddress> of(String text) {
        try {
            var uri = text.length() > MAX_CHARS ? new URI("") : new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https"))
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            var path = uri.getRawPath().replaceFirst("/+$", "");
            var port = port(uri, scheme);
            return PATH.matcher(path).matches() && port.isPresent()
                    ? host(uri.getHost())
                            .map(host -> scheme + "://" + host + port.get() + path)
                            .map(CubeAddress::new)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The name or number that is connected to, without brackets. */
    String host() {
        return URI.create(url).getHost().replaceAll("[\\[\\]]", "");
    }

    private static Optional<String> port(URI uri, String scheme) {
        var usual = scheme.equals("http") ? 80 : 443;
        var port = uri.getPort() == -1 ? usual : uri.getPort();
        if (port < 1 || port > MAX_PORT) {
            return Optional.empty();
        }
        return Optional.of(port == usual ? "" : ":" + port);
    }

    private static Optional<String> host(String written) {
        var host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return ipv6(host.substring(1, host.length() - 1));
        }
        host = host.replaceFirst("\\.$", "");
        var last = host.substring(host.lastIndexOf('.') + 1);
        var isNumber = NUMBER.matcher(last).matches();
        return isNumber && !QUAD.matcher(host).matches() ? Optional.empty() : Optional.of(host);
    }

    private static Optional<String> ipv6(String literal) {
        if (literal.contains("%")) {
            return Optional.empty();
        }
        var address = InetAddress.ofLiteral(literal);
        // What Java reads as the other kind was an IPv4 address in disguise.
        return address instanceof Inet4Address || isCompatible(address.getAddress())
                ? Optional.empty()
                : Optional.of("[" + address.getHostAddress() + "]");
    }

    /** The old way to carry an IPv4 address: twelve zeros before it; the loopback is none. */
    private static boolean isCompatible(byte[] bytes) {
        for (var i = 0; i < 12; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[12] != 0 || bytes[13] != 0;
    }
}
