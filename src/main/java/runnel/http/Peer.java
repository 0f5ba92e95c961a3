package runnel.http;

import io.helidon.common.socket.PeerInfo;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;

/** One end of a connection, as the library wants to know it. */
record Peer(SocketAddress address) implements PeerInfo {
    @Override
    public String host() {
        return ((InetSocketAddress) address).getHostString();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) address).getPort();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
        return Optional.empty();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
        return Optional.empty();
    }
}
