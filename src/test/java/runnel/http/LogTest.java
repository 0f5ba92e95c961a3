package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.base.Problem;

class LogTest {
    private static final Logger OWN = (Logger) LoggerFactory.getLogger("runnel.test");
    private static final Logger ALL = (Logger) LoggerFactory.getLogger("runnel");

    private final ConcurrentLinkedQueue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> streams = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    event.getMDCPropertyMap();
                    events.add(event);
                }
            };
    private @Nullable Level before;
    private Server server;

    @BeforeEach
    void start() {
        appender.setContext(ALL.getLoggerContext());
        appender.start();
        ALL.addAppender(appender);
        before = ALL.getLevel();
        ALL.setLevel(Level.INFO);
        var routes = new Routes();
        routes.get(
                "/fine",
                (request, response) -> {
                    OWN.info("in the handler");
                    response.text("fine");
                });
        routes.get(
                "/broken",
                (request, response) -> {
                    throw new IllegalStateException("the cause");
                });
        routes.get(
                "/refused",
                (request, response) -> {
                    throw new Problem(Problem.Kind.CONFLICT, "json-invalid", "1:1", "x");
                });
        routes.get(
                "/events/{id}",
                (request, response) -> {
                    response.events();
                    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
                });
        server =
                Server.start(
                        Settings.at("127.0.0.1", 0)
                                .with(
                                        new Observer() {
                                            @Override
                                            public void streamOpened(String pattern) {
                                                streams.add("opened " + pattern);
                                            }

                                            @Override
                                            public void streamClosed(String pattern) {
                                                streams.add("closed " + pattern);
                                            }
                                        }),
                        routes);
    }

    @AfterEach
    void stop() {
        server.close();
        ALL.detachAppender(appender);
        ALL.setLevel(before);
    }

    private List<ILoggingEvent> of(String logger) {
        EventStreamTest.await(
                () -> events.stream().anyMatch(event -> event.getLoggerName().equals(logger)));
        return events.stream().filter(event -> event.getLoggerName().equals(logger)).toList();
    }

    private static Map<String, String> values(ILoggingEvent event) {
        return event.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
    }

    @Test
    void everyRequestIsALineWithItsStatusAndTimeAndTrace() {
        RawClient.get(server, "/fine?secret=1", "X-Request-Id: my-trace");
        var line = of("runnel.access").getFirst();
        assertThat(line.getFormattedMessage()).isEqualTo("GET /fine");
        assertThat(values(line))
                .containsEntry("status", "200")
                .containsEntry("remote", "127.0.0.1");
        assertThat(Long.parseLong(values(line).get("millis"))).isNotNegative();
        assertThat(line.getMDCPropertyMap()).containsEntry("trace", "my-trace");
    }

    @Test
    void whatAHandlerSaysBearsTheTrace() {
        RawClient.get(server, "/fine", "X-Request-Id: my-trace");
        assertThat(of("runnel.test").getFirst().getMDCPropertyMap())
                .containsEntry("trace", "my-trace");
    }

    @Test
    void aFailureIsThereInFullUnderTheTraceThatTheClientWasTold() {
        var answer = RawClient.get(server, "/broken");
        var line = of("runnel.http.Dispatcher").getFirst();
        assertThat(line.getMDCPropertyMap()).containsEntry("trace", answer.header("X-Request-Id"));
        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("the cause");
        assertThat(line.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
    }

    @Test
    void aProblemIsNoFailureOfTheServer() {
        RawClient.get(server, "/refused");
        assertThat(values(of("runnel.access").getFirst())).containsEntry("status", "409");
        assertThat(events)
                .noneMatch(event -> event.getLoggerName().equals("runnel.http.Dispatcher"));
    }

    @Test
    void streamsAreCountedAndHoldNoTraceWhileTheyAreOpen() {
        RawClient.get(server, "/events/7", "X-Request-Id: my-trace");
        var line = of("runnel.access").getFirst();
        assertThat(line.getMDCPropertyMap()).containsEntry("trace", "my-trace");
        assertThat(values(line)).containsEntry("status", "200");
        assertThat(streams).containsExactly("opened /events/{id}", "closed /events/{id}");
    }
}
