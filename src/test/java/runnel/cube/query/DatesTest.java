package runnel.cube.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Clock;
import runnel.base.Problem;

/** Ranges in words, seen from Wednesday 2026-03-18, 10:05 UTC. */
final class DatesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-18T10:05:00Z"));

    private final Dates dates = new Dates(CLOCK, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    today                          | 2026-03-18T00:00:00.000 | 2026-03-18T23:59:59.999
                    Yesterday                      | 2026-03-17T00:00:00.000 | 2026-03-17T23:59:59.999
                    tomorrow                       | 2026-03-19T00:00:00.000 | 2026-03-19T23:59:59.999
                    now                            | 2026-03-18T00:00:00.000 | 2026-03-18T23:59:59.999
                    this week                      | 2026-03-16T00:00:00.000 | 2026-03-22T23:59:59.999
                    last week                      | 2026-03-09T00:00:00.000 | 2026-03-15T23:59:59.999
                    next month                     | 2026-04-01T00:00:00.000 | 2026-04-30T23:59:59.999
                    this quarter                   | 2026-01-01T00:00:00.000 | 2026-03-31T23:59:59.999
                    last quarter                   | 2025-10-01T00:00:00.000 | 2025-12-31T23:59:59.999
                    last year                      | 2025-01-01T00:00:00.000 | 2025-12-31T23:59:59.999
                    last 7 days                    | 2026-03-11T00:00:00.000 | 2026-03-17T23:59:59.999
                    last 2 weeks                   | 2026-03-02T00:00:00.000 | 2026-03-15T23:59:59.999
                    last 3 months                  | 2025-12-01T00:00:00.000 | 2026-02-28T23:59:59.999
                    next 2 days                    | 2026-03-19T00:00:00.000 | 2026-03-20T23:59:59.999
                    last 24 hours                  | 2026-03-17T10:00:00.000 | 2026-03-18T09:59:59.999
                    last hour                      | 2026-03-18T09:00:00.000 | 2026-03-18T09:59:59.999
                    from 7 days ago to now         | 2026-03-11T00:00:00.000 | 2026-03-18T23:59:59.999
                    from 24 hours ago to now       | 2026-03-17T10:00:00.000 | 2026-03-18T10:59:59.999
                    from 2025-01-01 to 2025-01-31  | 2025-01-01T00:00:00.000 | 2025-01-31T23:59:59.999
                    from last month to this month  | 2026-02-01T00:00:00.000 | 2026-02-28T23:59:59.999
                    2 weeks ago                    | 2026-03-04T00:00:00.000 | 2026-03-04T23:59:59.999
                    in 3 days                      | 2026-03-21T00:00:00.000 | 2026-03-21T23:59:59.999
                    3 days from now                | 2026-03-21T00:00:00.000 | 2026-03-21T23:59:59.999
                    a month ago                    | 2026-02-18T00:00:00.000 | 2026-02-18T23:59:59.999
                    January 2025                   | 2025-01-01T00:00:00.000 | 2025-01-01T23:59:59.999
                    5 March 2025                   | 2025-03-05T00:00:00.000 | 2025-03-05T23:59:59.999
                    Mar 5, 2025                    | 2025-03-05T00:00:00.000 | 2025-03-05T23:59:59.999
                    03/05/2025                     | 2025-03-05T00:00:00.000 | 2025-03-05T23:59:59.999
                    31/12/2025                     | 2025-12-31T00:00:00.000 | 2025-12-31T23:59:59.999
                    15.01.2025                     | 2025-01-15T00:00:00.000 | 2025-01-15T23:59:59.999
                    2025/01/15                     | 2025-01-15T00:00:00.000 | 2025-01-15T23:59:59.999
                    jan 1 - jan 31 2025            | 2025-01-01T00:00:00.000 | 2025-01-31T23:59:59.999
                    last friday                    | 2026-03-13T00:00:00.000 | 2026-03-13T23:59:59.999
                    monday                         | 2026-03-16T00:00:00.000 | 2026-03-16T23:59:59.999
                    2025-02-03                     | 2025-02-03T00:00:00.000 | 2025-02-03T23:59:59.999
                    2025-02-03T04:05               | 2025-02-03T00:00:00.000 | 2025-02-03T23:59:59.999
                    2025-02-03T23:05:06Z           | 2025-02-03T00:00:00.000 | 2025-02-03T23:59:59.999
                    """)
    void ranges(String text, String from, String to) {
        var range = dates.range(text);
        assertThat(List.of(range.fromText(), range.toText())).containsExactly(from, to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whenever",
                "2025-13-45",
                "2025-02-30",
                "",
                "2025-02-03T25:00",
                "32 March 2025"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> dates.range(text))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("cube-date"));
    }

    @Test
    void todayDependsOnTheZone() {
        var late = Clock.fixed(Instant.parse("2026-03-18T20:00:00Z"));
        assertThat(new Dates(late, ZoneId.of("Asia/Shanghai")).range("today").fromText())
                .isEqualTo("2026-03-19T00:00:00.000");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2025-02-03T04:05,              2025-02-03T04:05:00.000
                    2025-02-03 04:05:06.789,       2025-02-03T04:05:06.789
                    2025-02-03T04:05:06Z,          2025-02-03T04:05:06.000
                    2025-02-03T04:05:06+02:00,     2025-02-03T02:05:06.000
                    """)
    void aTimeAsAnEndIsItself(String text, String exact) {
        var range = dates.range(List.of(text, text));
        assertThat(List.of(range.fromText(), range.toText())).containsExactly(exact, exact);
    }

    @Test
    void aPointThatSaysItsOffsetIsMovedToTheZone() {
        var shanghai = new Dates(CLOCK, ZoneId.of("Asia/Shanghai"));
        assertThat(shanghai.moment("2025-01-01T00:00:00Z").fromText())
                .isEqualTo("2025-01-01T08:00:00.000");
        assertThat(shanghai.moment("2025-01-01T00:00:00").fromText())
                .isEqualTo("2025-01-01T00:00:00.000");
    }

    @Test
    void twoEndsMakeOneRange() {
        var range = dates.range(List.of("2025-01-01", "2025-01-31"));
        assertThat(range.toText()).isEqualTo("2025-01-31T23:59:59.999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC'; DROP TABLE orders; --", "Mars/Olympus", "+08:00", "", "UTC+1"})
    void zonesMustExist(String name) {
        assertThatThrownBy(() -> Dates.zone(name))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("cube-zone"));
    }

    @Test
    void zonesAreFoundInAnyCase() {
        assertThat(Dates.zone("EST")).isEqualTo(ZoneId.of("America/Panama"));
        assertThat(Dates.zone("asia/shanghai")).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }
}
