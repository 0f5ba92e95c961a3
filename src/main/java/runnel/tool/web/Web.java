package runnel.tool.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;
import runnel.base.Addresses;
import runnel.base.Lazy;
import runnel.tool.ToolFailure;

/**
 * Asks servers on the web, each answer limited in size and time. An interrupt of the asking thread
 * ends it. Thread-safe.
 */
public final class Web implements AutoCloseable {
    /** Bytes of one answer; what exceeds them is not read. */
    static final int BYTES = 3 << 20;

    /** To connect, and of silence. */
    static final int SILENCE_MILLIS = 10_000;

    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_A_HOST = 20;

    private final Lazy<CloseableHttpClient> client;

    private Web(DnsResolver resolver) {
        client = new Lazy<>(() -> open(resolver));
    }

    private static CloseableHttpClient open(DnsResolver resolver) {
        return HttpClients.custom()
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDnsResolver(resolver)
                                .setMaxConnTotal(CONNECTIONS)
                                .setMaxConnPerRoute(CONNECTIONS_A_HOST)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(silence())
                                                .setSocketTimeout(silence())
                                                .build())
                                .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(silence()).build())
                // Each hop is looked at before it is taken.
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .setUserAgent("Runnel")
                .build();
    }

    /** Reaches everything: for services that the operator has named. */
    public static Web trusted() {
        return new Web(SystemDefaultDnsResolver.INSTANCE);
    }

    /** Reaches the public internet only: for addresses that anybody may have named. */
    public static Web guarded() {
        return new Web(new PublicAddresses(Addresses.Lookup.SYSTEM));
    }

    /** As the other, with a look-up of its own. */
    static Web guarded(Addresses.Lookup lookup) {
        return new Web(new PublicAddresses(lookup));
    }

    /**
     * An answer.
     *
     * @param type its media type in lower case, without parameters; empty where it names none
     * @param location where it redirects to
     * @param cut whether there was more than was read
     */
    public record Page(
            int status,
            String type,
            Charset charset,
            byte[] body,
            Optional<String> location,
            boolean cut) {
        /** The body in characters. */
        public String text() {
            return new String(body, charset);
        }
    }

    Page get(URI url) throws InterruptedException {
        var get = new HttpGet(url);
        get.setHeader(
                "Accept", "text/html,application/xhtml+xml,text/plain,application/json;q=0.9");
        get.setHeader("Accept-Language", "*");
        return send(get);
    }

    /**
     * @throws ToolFailure where there is no answer
     */
    public Page send(HttpUriRequestBase request) throws InterruptedException {
        try {
            return client.get().execute(request, Web::page);
        } catch (PublicAddresses.Forbidden e) {
            throw new ToolFailure("That address is not on the public internet.");
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var host = request.getAuthority() == null ? "" : request.getAuthority().getHostName();
            throw new ToolFailure(host + " cannot be reached: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() throws IOException {
        if (client.made().isPresent()) {
            client.get().close();
        }
    }

    private static Page page(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        var body = entity == null ? new byte[0] : entity.getContent().readNBytes(BYTES + 1);
        var cut = body.length > BYTES;
        var type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
        var location = response.getFirstHeader("Location");
        return new Page(
                response.getCode(),
                type == null || type.getMimeType() == null ? "" : type.getMimeType(),
                type == null || type.getCharset() == null
                        ? StandardCharsets.UTF_8
                        : type.getCharset(),
                body,
                Optional.ofNullable(location).map(header -> header.getValue()),
                cut);
    }

    private static Timeout silence() {
        return Timeout.ofMilliseconds(SILENCE_MILLIS);
    }
}
