package runnel.tool.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import runnel.base.Addresses;

/**
 * Resolves names to addresses of the public internet only. What it returns is what is connected to,
 * so a name cannot mean something else a moment later. Thread-safe.
 */
final class PublicAddresses implements DnsResolver {
    private final Addresses.Lookup lookup;

    PublicAddresses(Addresses.Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = lookup.all(host);
        // One private address among public ones is no accident.
        for (var address : addresses) {
            if (!Addresses.isPublic(address)) {
                throw new Forbidden(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name that leads into a network that is nobody's business. */
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden(String host) {
            super(host + " is not on the public internet");
        }
    }
}
