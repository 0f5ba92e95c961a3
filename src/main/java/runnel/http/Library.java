package runnel.http;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.context.Context;
import io.helidon.http.DirectHandler;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.Routing;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpSecurity;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the HTTP library must be told: limits, and where its requests go. It speaks the protocols,
 * and nothing else.
 */
final class Library implements ListenerContext, Router, HttpRouting {
    /** Streams at once on one HTTP/2 connection. */
    private static final int STREAMS = 256;

    private static final int SLACK_BYTES = 32 << 10;

    static {
        // The library would look through all jars for parts of its own that are used nowhere here.
        var nothing =
                ServiceRegistryConfig.builder()
                        .discoverServices(false)
                        .discoverServicesFromServiceLoader(false)
                        .build();
        GlobalServiceRegistry.registry(ServiceRegistryManager.create(nothing).registry());
    }

    private final Dispatcher dispatcher;
    private final Limits limits;
    private final ListenerConfig config;
    private final Http1ConnectionSelector http1;
    private final Http2ConnectionSelector http2;
    private final DirectHandlers directHandlers;
    private final MediaContext media = MediaContext.create();
    private final ContentEncodingContext encoding = ContentEncodingContext.create();
    private final Context context = Context.create();
    private final HttpSecurity security = HttpSecurity.create();
    private final Limit limit = FixedLimit.create();
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().inheritInheritableThreadLocals(false).factory());

    Library(Dispatcher dispatcher, Limits limits) {
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.config =
                ListenerConfig.builder()
                        .protocolsDiscoverServices(false)
                        .writeBufferSize(0)
                        .maxPayloadSize(limits.uploadBytes())
                        .buildPrototype();
        this.http1 =
                Http1ConnectionSelector.builder()
                        .config(
                                Http1Config.builder()
                                        .maxPrologueLength(limits.lineBytes())
                                        .maxHeadersSize(headLimitBytes() + SLACK_BYTES)
                                        .sendKeepAliveHeader(false)
                                        .buildPrototype())
                        .build();
        this.http2 =
                Http2ConnectionSelector.builder()
                        .http2Config(
                                Http2Config.builder()
                                        .maxConcurrentStreams(STREAMS)
                                        .maxHeaderListSize(limits.headerBytes())
                                        .flowControlTimeout(Duration.ofMillis(limits.stuckMillis()))
                                        .buildPrototype())
                        .build();
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, new Refusal(limits));
        }
        this.directHandlers = handlers.build();
    }

    ServerConnection http1(ConnectionContext connection) {
        return http1.connection(connection);
    }

    ServerConnection http2(ConnectionContext connection) {
        return http2.connection(connection);
    }

    Limits limits() {
        return limits;
    }

    Limit limit() {
        return limit;
    }

    Router router() {
        return this;
    }

    /** How much of a request may come before its handler is called. */
    int headLimitBytes() {
        return limits.lineBytes() + limits.headerBytes() + SLACK_BYTES;
    }

    @Override
    public void route(ConnectionContext context, RoutingRequest request, RoutingResponse response) {
        var connection = (Connection) context;
        connection.enter();
        try {
            new LibraryExchange(connection, request, response).serve(dispatcher);
        } finally {
            connection.leave();
        }
    }

    @Override
    public HttpSecurity security() {
        return security;
    }

    @Override
    public <T extends Routing> T routing(Class<T> type, T other) {
        return type.isInstance(this) ? type.cast(this) : other;
    }

    @Override
    public List<? extends Routing> routings() {
        return List.of(this);
    }

    @Override
    public void beforeStart() {}

    @Override
    public void afterStart(WebServer server) {}

    @Override
    public void afterStop() {}

    @Override
    public Context context() {
        return context;
    }

    @Override
    public MediaContext mediaContext() {
        return media;
    }

    @Override
    public ContentEncodingContext contentEncodingContext() {
        return encoding;
    }

    @Override
    public DirectHandlers directHandlers() {
        return directHandlers;
    }

    @Override
    public ListenerConfig config() {
        return config;
    }

    @Override
    public ExecutorService executor() {
        return executor;
    }
}
