package runnel.cube;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A stretch of local time, both ends included, in milliseconds. */
public record DateRange(LocalDateTime from, LocalDateTime to) {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

    /** The way in which times are written in queries and answers: without a zone, with milliseconds. */
    public static String text(LocalDateTime time) {
        return TEXT.format(time);
    }

    public String fromText() {
        return text(from);
    }

    public String toText() {
        return text(to);
    }

    /** A local time of a zone as UTC; a time that the zone skips becomes the one after the gap. */
    public static LocalDateTime utc(LocalDateTime local, ZoneId zone) {
        return zone == ZoneOffset.UTC
                ? local
                : local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
}
