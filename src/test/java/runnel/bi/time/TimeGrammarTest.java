package runnel.bi.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.bi.words.Normal;

/** Times in both languages, against a Wednesday in March 2026. */
final class TimeGrammarTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 18);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today | 2026-03-18..2026-03-18",
                "orders this week | 2026-03-16..2026-03-22",
                "last month | 2026-02-01..2026-02-28",
                "in the last 30 days | 2026-02-16..2026-03-17",
                "the past 3 months | 2025-12-01..2026-02-28",
                "2 weeks ago | 2026-03-02..2026-03-08",
                "Q4 2025 | 2025-10-01..2025-12-31",
                "2025 Q4 | 2025-10-01..2025-12-31",
                "first quarter of last year | 2025-01-01..2025-03-31",
                "first half of 2025 | 2025-01-01..2025-06-30",
                "March 5, 2025 | 2025-03-05..2025-03-05",
                "in November | 2025-11-01..2025-11-30",
                "Feb 2024 | 2024-02-01..2024-02-29",
                "from Jan to Mar 2025 | 2025-01-01..2025-03-31",
                "between 2024-06-01 and 2024-06-15 | 2024-06-01..2024-06-15",
                "since 2025 | 2025-01-01..",
                "before March 2025 | ..2025-02-28",
                "after 2024-12-31 | 2025-01-01..",
                "until 2024 | ..2024-12-31",
                "year to date | 2026-01-01..2026-03-18",
                "2024 and 2025 | 2024-01-01..2024-12-31 2025-01-01..2025-12-31",
                "more than 2000 orders | ''",
                "monthly | every month",
                "by quarter in 2025 | every quarter 2025-01-01..2025-12-31",
                "year over year | growth true",
                "next month | future",
                "and the year before? | earlier year",
                "the month before | earlier month",
                "the year before last | 2024-01-01..2024-12-31",
                "再往前一年呢 | earlier year",
                "between 1 Feb and 15 March 2026 | 2026-02-01..2026-03-15",
                "5 December | 2025-12-05..2025-12-05",
                "今天 | 2026-03-18..2026-03-18",
                "本周 | 2026-03-16..2026-03-22",
                "上个月的 | 2026-02-01..2026-02-28",
                "最近30天 | 2026-02-16..2026-03-17",
                "近三个月 | 2025-12-01..2026-02-28",
                "上季度 | 2025-10-01..2025-12-31",
                "2025年第一季度 | 2025-01-01..2025-03-31",
                "去年下半年 | 2025-07-01..2025-12-31",
                "上半年的订单数（2025年） | 2025-01-01..2025-06-30",
                "2025年3月5日 | 2025-03-05..2025-03-05",
                "２０２５年 | 2025-01-01..2025-12-31",
                "二零二五年 | 2025-01-01..2025-12-31",
                "2025年1月到3月 | 2025-01-01..2025-03-31",
                "3月1日至15日 | 2026-03-01..2026-03-15",
                "2025年以来 | 2025-01-01..",
                "2025年之前 | ..2024-12-31",
                "年初至今 | 2026-01-01..2026-03-18",
                "2025年每个月 | 2025-01-01..2025-12-31 every month",
                "按季度 | every quarter",
                "环比 | growth false",
                "明年 | future",
                "上週 | 2026-03-09..2026-03-15",
            })
    void words_become_days(String text, String wanted) {
        assertThat(said(text)).isEqualTo(wanted);
    }

    private static String said(String text) {
        return TimeGrammar.find(Normal.of(text), TODAY).stream()
                .map(TimeMatch::meaning)
                .map(TimeGrammarTest::word)
                .filter(word -> !word.equals(".."))
                .collect(Collectors.joining(" "));
    }

    private static String word(TimeMatch.Meaning meaning) {
        return switch (meaning) {
            case TimeMatch.Range(Period p) ->
                    p.from().map(LocalDate::toString).orElse("")
                            + ".."
                            + p.to().map(LocalDate::toString).orElse("");
            case TimeMatch.Every(String unit) -> "every " + unit;
            case TimeMatch.Earlier(String unit) -> "earlier " + unit;
            case TimeMatch.Growth(boolean overYear) -> "growth " + overYear;
            case TimeMatch.Future future -> "future";
        };
    }
}
