package runnel.tool.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to addresses of the public internet only. What it returns is what is connected to,
 * so a name cannot mean something else a moment later. Thread-safe.
 */
final class PublicAddresses implements DnsResolver {
    private static final int LOW = 0xFF;

    /** How names are looked up. */
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private final Lookup lookup;

    PublicAddresses(Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = lookup.all(host);
        // One private address among public ones is no accident.
        for (var address : addresses) {
            if (!isPublic(address)) {
                throw new Forbidden(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether an address belongs to the public internet, by the registries of RFC 6890. */
    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        var a = bytes[0] & LOW;
        var b = bytes[1] & LOW;
        var c = bytes[2] & LOW;
        return a != 0
                && a < 240
                && !(a == 100 && b >= 64 && b < 128)
                && !(a == 192 && b == 0 && (c == 0 || c == 2))
                && !(a == 192 && b == 88 && c == 99)
                && !(a == 198 && (b == 18 || b == 19))
                && !(a == 198 && b == 51 && c == 100)
                && !(a == 203 && b == 0 && c == 113);
    }

    private static boolean isPublic6(byte[] bytes) {
        var first = (bytes[0] & LOW) << 8 | bytes[1] & LOW;
        var second = (bytes[2] & LOW) << 8 | bytes[3] & LOW;
        // Within 2000::/3 stand ways to carry other addresses: Teredo, documentation, 6to4.
        if ((first & 0xE000) == 0x2000) {
            return !(first == 0x2001 && (second == 0 || second == 0xDB8)) && first != 0x2002;
        }
        return false;
    }

    /** A name that leads into a network that is nobody's business. */
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden(String host) {
            super(host + " is not on the public internet");
        }
    }
}
