package runnel.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: to standard error, one JSON object a line; for people at a terminal as
 * readable lines.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String READABLE = "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %kvp %mdc%n";

    /** How the library begins, before there is a configuration: warnings only. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        set(context, Level.WARN, Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * @param quiet errors only
     */
    static void configure(boolean quiet) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        set(context, quiet ? Level.ERROR : Level.WARN, quiet ? Level.ERROR : Level.INFO);
    }

    private static void set(LoggerContext context, Level others, Level own) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context));
        appender.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(others);
        context.getLogger("runnel").setLevel(own);
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
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithFormattedMessage(true);
        json.start();
        return json;
    }
}
