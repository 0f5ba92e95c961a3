package runnel.llm.langchain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import runnel.base.Clock;

/**
 * Decides whether and when a request is sent again that failed before its answer began. Immutable.
 */
final class Retry {
    private final Limits limits;
    private final Clock clock;

    Retry(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * How long to wait before the next attempt; empty when there is to be none.
     *
     * @param attempt how many retries there were already
     */
    OptionalLong delayMillis(int attempt, Setback setback) {
        if (!setback.passing() || attempt >= limits.retries()) {
            return OptionalLong.empty();
        }
        var asked = setback.retryAfter().flatMap(this::askedMillis);
        if (asked.isPresent()) {
            var millis = asked.get();
            return millis > limits.retryAfterMillis()
                    ? OptionalLong.empty()
                    : OptionalLong.of(millis);
        }
        var full = Math.min((long) limits.retryMillis() << attempt, limits.retryAfterMillis());
        return OptionalLong.of(full - jitter(full / 2));
    }

    /** A wait as the header {@code Retry-After} states it: seconds or a date (RFC 9110, 10.2.3). */
    private Optional<Long> askedMillis(String header) {
        try {
            return Optional.of(Math.max(0, Math.round(Double.parseDouble(header) * 1000)));
        } catch (NumberFormatException e) {
            return date(header)
                    .map(then -> Math.max(0, Duration.between(clock.now(), then).toMillis()));
        }
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Spreads clients that failed together; the low digits of a clock are random enough for that.
     */
    private long jitter(long span) {
        return span == 0 ? 0 : Math.floorMod(clock.nanos() / 100, span);
    }
}
