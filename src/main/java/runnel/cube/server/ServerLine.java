package runnel.cube.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import runnel.base.Addresses;
import runnel.base.Lazy;
import runnel.base.Problem;

/**
 * The connections to one Cube server, always to the address that its name had at first. An
 * interrupt of the asking thread ends a call. Thread-safe.
 */
final class ServerLine implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS = 200;
    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERROR = 400;

    private final CubeAddress address;
    private final ServerCall.Limits limits;
    private final PinnedName name;
    private final Lazy<CloseableHttpClient> client;

    /** What the server said. */
    record Said(int status, String text) {}

    ServerLine(CubeAddress address, ServerCall.Limits limits, Addresses.Lookup lookup) {
        this.address = address;
        this.limits = limits;
        this.name = new PinnedName(lookup);
        this.client = new Lazy<>(this::open);
    }

    /**
     * @throws Problem where there is no answer, or one that leads elsewhere
     */
    Said send(HttpUriRequestBase request) throws InterruptedException {
        try {
            return once(request);
        } catch (ConnectTimeoutException e) {
            throw unreachable(e);
        } catch (SocketTimeoutException e) {
            throw timeout(e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw unreachable(e);
        }
    }

    @Override
    public void close() {
        client.made().ifPresent(made -> made.close(CloseMode.IMMEDIATE));
    }

    private Said once(HttpUriRequestBase request) throws IOException {
        try {
            return client.get().execute(request, this::read);
        } catch (NoHttpResponseException e) {
            // The server had closed a connection that was kept: a query only reads.
            return client.get().execute(request, this::read);
        }
    }

    private Said read(ClassicHttpResponse response) throws IOException {
        var status = response.getCode();
        if (status >= REDIRECTS && status < CLIENT_ERROR) {
            throw new Problem(Problem.Kind.FORBIDDEN, "cube-server-redirect", address.url());
        }
        var entity = response.getEntity();
        var bytes =
                entity == null ? new byte[0] : entity.getContent().readNBytes(limits.bytes() + 1);
        if (bytes.length > limits.bytes()) {
            throw new Problem(Problem.Kind.TOO_LARGE, "cube-server-large", limits.bytes() >> 20);
        }
        return new Said(status, new String(bytes, StandardCharsets.UTF_8));
    }

    private Problem timeout(IOException e) {
        return new Problem(
                        Problem.Kind.UNAVAILABLE,
                        "cube-server-timeout",
                        limits.callMillis() / 1_000)
                .because(e);
    }

    private Problem unreachable(IOException e) {
        if (name.hasMoved(address.host())) {
            return new Problem(Problem.Kind.FORBIDDEN, "cube-server-moved", address.url())
                    .because(e);
        }
        return new Problem(Problem.Kind.UNAVAILABLE, "cube-server-unreachable", address.url())
                .because(e);
    }

    private CloseableHttpClient open() {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDnsResolver(name)
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(
                                                        Timeout.ofMilliseconds(CONNECT_MILLIS))
                                                .build())
                                .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setResponseTimeout(Timeout.ofMilliseconds(limits.callMillis()))
                                .build())
                // An answer that leads elsewhere would lead past the operator's list.
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .setUserAgent("Runnel")
                .build();
    }
}
