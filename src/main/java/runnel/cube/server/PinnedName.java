package runnel.cube.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import runnel.base.Addresses;
import runnel.base.Problem;

/**
 * Resolves the name of one server once, and ever after to what it was then: whoever rules the name
 * later cannot lead connections elsewhere. Thread-safe.
 *
 * <p>The operator chose the server, so that it may well be in a private network.
 */
final class PinnedName implements DnsResolver {
    private final Addresses.Lookup lookup;
    private volatile List<InetAddress> pinned = List.of();

    PinnedName(Addresses.Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * @throws Problem {@code cube-server-address} for a name that leads where no server can be
     *     meant
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var known = pinned.isEmpty() ? pin(found(host)) : pinned;
        return known.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether the name leads elsewhere now than where it is pinned to. */
    boolean hasMoved(String host) {
        var known = Set.copyOf(pinned);
        try {
            return !known.isEmpty() && Arrays.stream(lookup.all(host)).noneMatch(known::contains);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private synchronized List<InetAddress> pin(List<InetAddress> found) {
        if (pinned.isEmpty()) {
            pinned = found;
        }
        return pinned;
    }

    private List<InetAddress> found(String host) throws UnknownHostException {
        var addresses = List.of(lookup.all(host));
        if (isName(host)) {
            var open = addresses.stream().filter(Addresses::isPublic).count();
            // A private address among public ones is no accident.
            if (addresses.stream().anyMatch(Addresses::isNobodys)
                    || open > 0 && open < addresses.size()) {
                throw new Problem(Problem.Kind.FORBIDDEN, "cube-server-address", host);
            }
        }
        return addresses;
    }

    private static boolean isName(String host) {
        try {
            InetAddress.ofLiteral(host);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
