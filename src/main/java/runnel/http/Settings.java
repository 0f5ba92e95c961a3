package runnel.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where and how to listen.
 *
 * @param host name or address to bind
 * @param port zero for any free one
 * @param hosts further names by which the server may be called; on a loopback address no others
 *     than its own are served
 * @param origins further sites whose pages may call, as {@code https://name}
 */
public record Settings(
        String host,
        int port,
        Optional<Certificate> certificate,
        Set<String> hosts,
        Set<String> origins,
        Limits limits,
        Observer observer) {

    /**
     * What TLS needs, both as PEM files.
     *
     * @param chain the server's certificate first
     * @param key unencrypted, PKCS #8
     */
    public record Certificate(Path chain, Path key) {}

    public Settings {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    public static Settings at(String host, int port) {
        return new Settings(
                host, port, Optional.empty(), Set.of(), Set.of(), Limits.DEFAULT, Observer.NONE);
    }

    public Settings with(Certificate certificate) {
        return new Settings(host, port, Optional.of(certificate), hosts, origins, limits, observer);
    }

    public Settings with(Limits limits) {
        return new Settings(host, port, certificate, hosts, origins, limits, observer);
    }

    public Settings with(Observer observer) {
        return new Settings(host, port, certificate, hosts, origins, limits, observer);
    }

    /** The same for a server that is also known by these names and called from these sites. */
    public Settings trusting(Set<String> hosts, Set<String> origins) {
        return new Settings(host, port, certificate, hosts, origins, limits, observer);
    }
}
