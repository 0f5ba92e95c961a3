package runnel.llm.langchain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks host names up so that the asking thread can be interrupted and holds no carrier meanwhile.
 * Thread-safe.
 *
 * <p>The system's resolver blocks the thread it runs on, for many seconds when the name server is
 * silent; so it gets one of its own. Only a new connection asks, and the JDK remembers names.
 */
final class HostNames implements DnsResolver {
    /** Look-ups under way, so that many connections to one host ask once. */
    private final Map<String, CompletableFuture<InetAddress[]>> pending = new ConcurrentHashMap<>();

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException e) {
            return lookUp(host);
        }
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        var found = pending.computeIfAbsent(host, this::begin);
        try {
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted");
        } catch (ExecutionException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e.getCause());
        }
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        var found = new CompletableFuture<InetAddress[]>();
        Thread.ofPlatform()
                .daemon()
                .name("runnel-host-name")
                .start(() -> {
                    try {
                        found.complete(SystemDefaultDnsResolver.INSTANCE.resolve(host));
                    } catch (UnknownHostException | RuntimeException e) {
                        found.completeExceptionally(e);
                    } finally {
                        pending.remove(host);
                    }
                });
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
}
