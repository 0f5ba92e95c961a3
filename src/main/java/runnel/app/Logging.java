package runnel.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/** Where log lines go: to standard error, one JSON object a line; for people at a terminal as readable lines. */
final class Logging {
    private static final String READABLE = "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %mdc%n";

    private Logging() {}

    /** @param quiet errors only */
    static void configure(boolean quiet) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context));
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(quiet ? Level.ERROR : Level.WARN);
        if (!quiet) {
            context.getLogger("runnel").setLevel(Level.INFO);
        }
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if (System.console() != null && System.console().isTerminal()) {
            var readable = new PatternLayoutEncoder();
            readable.setContext(context);
            readable.setPattern(READABLE);
            readable.start();
            return readable;
        }
        var json = new JsonEncoder();
        json.setContext(context);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.start();
        return json;
    }
}
