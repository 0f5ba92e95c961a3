package runnel.llm.langchain;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import runnel.base.Clock;
import runnel.base.Lazy;

/**
 * The connections to all providers: HTTP/1.1, one for each answer that is being read. Thread-safe.
 *
 * <p>Sockets have no timeout, as arming one for each read costs more than the read; a {@link
 * Watchdog} ends waits that are too long.
 */
final class Connections implements AutoCloseable {
    /** To the end of a body whose last event has been read. */
    static final int DRAIN_MILLIS = 500;

    /** So high that no answer ever waits for another's connection. */
    private static final int MAX_CONNECTIONS = 100_000;

    /** Each connection has three buffers of this size; events are a few hundred bytes. */
    private static final int BUFFER_BYTES = 4096;

    private static final int IDLE_SECONDS = 30;

    /**
     * How long a connection may have rested to be used without a look whether the provider has hung
     * up meanwhile, which takes a millisecond. What goes wrong in spite of it is sent again.
     */
    private static final int UNCHECKED_MILLIS = 100;

    private static final int DRAIN_BYTES = 64 * 1024;

    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;
    private final Watchdog watchdog;

    Connections(Limits limits, Clock clock) {
        pool =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                        .setMaxConnTotal(MAX_CONNECTIONS)
                        .setConnectionFactory(
                                ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(
                                                Http1Config.custom()
                                                        .setBufferSize(BUFFER_BYTES)
                                                        .build())
                                        .build())
                        .setDnsResolver(new HostNames())
                        .setTlsSocketStrategy(encrypted())
                        .setDefaultSocketConfig(
                                SocketConfig.custom()
                                        .setSoTimeout(Timeout.DISABLED)
                                        .setTcpNoDelay(true)
                                        .build())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(
                                                Timeout.ofMilliseconds(limits.connectMillis()))
                                        .setSocketTimeout(Timeout.DISABLED)
                                        .setValidateAfterInactivity(
                                                TimeValue.ofMilliseconds(UNCHECKED_MILLIS))
                                        .build())
                        .build();
        client =
                HttpClientBuilder.create()
                        .setConnectionManager(pool)
                        .useSystemProperties()
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setProtocolUpgradeEnabled(false)
                                        .setDefaultKeepAlive(IDLE_SECONDS, TimeUnit.SECONDS)
                                        .build())
                        .setUserAgent("runnel")
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableContentCompression()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
        watchdog = new Watchdog(clock, () -> pool.closeIdle(TimeValue.ofSeconds(IDLE_SECONDS)));
    }

    /**
     * The usual encryption, made when it is needed: to read whom the system trusts takes its time.
     */
    private static TlsSocketStrategy encrypted() {
        var usual = new Lazy<>(DefaultClientTlsStrategy::createDefault);
        return (socket, host, port, attachment, context) ->
                usual.get().upgrade(socket, host, port, attachment, context);
    }

    /** Reads one response. */
    interface Reading<T> {
        T read(ClassicHttpResponse response, Watchdog.Watch watch) throws IOException;
    }

    /**
     * Sends a request and reads its response on the calling thread.
     *
     * @param limitMillis of silence, until the reading sets another
     * @throws Stopped on an interrupt; the connection is then closed
     * @throws Watchdog.Overdue when the limit of silence was exceeded
     * @throws IOException when the connection could not be made or broke
     */
    <T> T call(HttpUriRequestBase request, int limitMillis, Reading<T> reading) throws IOException {
        ClassicHttpResponse response = null;
        var whole = false;
        var watch = watchdog.watch(limitMillis, request::cancel);
        try {
            response = client.executeOpen(null, request, null);
            watch.busy();
            var result = reading.read(response, watch);
            whole = drained(response, watch);
            return result;
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new Stopped();
            }
            if (watch.fired()) {
                throw new Watchdog.Overdue(watch.limitMillis());
            }
            throw e;
        } finally {
            watch.close();
            if (!whole) {
                // Before the response is closed, which would else read on to its end.
                request.cancel();
            }
            if (response != null) {
                closeQuietly(response);
            }
        }
    }

    @Override
    public void close() {
        watchdog.close();
        client.close(CloseMode.IMMEDIATE);
    }

    /** Whether the body ended here or soon; its connection can then serve again. */
    private static boolean drained(ClassicHttpResponse response, Watchdog.Watch watch) {
        var entity = response.getEntity();
        if (entity == null) {
            return true;
        }
        watch.limit(DRAIN_MILLIS);
        watch.begin();
        watch.waiting();
        try {
            return reachesEnd(entity);
        } catch (IOException e) {
            return false;
        } finally {
            watch.busy();
        }
    }

    private static boolean reachesEnd(HttpEntity entity) throws IOException {
        var in = entity.getContent();
        var rest = new byte[1024];
        for (var total = 0; total < DRAIN_BYTES; ) {
            var count = in.read(rest);
            if (count < 0) {
                return true;
            }
            total += count;
        }
        return false;
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // It was broken or cancelled, and is gone either way.
        }
    }
}
