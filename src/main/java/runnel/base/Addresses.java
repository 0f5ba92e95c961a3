package runnel.base;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which network an address belongs to, for whoever connects to what others have named. */
public final class Addresses {
    private static final int LOW = 0xFF;

    private Addresses() {}

    /** How names are looked up. */
    @FunctionalInterface
    public interface Lookup {
        Lookup SYSTEM = InetAddress::getAllByName;

        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** Whether an address belongs to the public internet, by the registries of RFC 6890. */
    public static boolean isPublic(InetAddress address) {
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

    /**
     * Whether no server that somebody runs on purpose can be there: every cloud answers with its
     * machines' credentials at link-local addresses.
     */
    public static boolean isNobodys(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
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
}
