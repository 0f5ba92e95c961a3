package runnel.bi.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;
import runnel.bi.answer.Grid;

/** Which numbers of a text follow from rows. */
final class NumberGuardTest {
    private static final Grid GRID =
            Grid.of(
                    Json.parse(
                            """
                            {"fields":[{"name":"c.country","title":"Country","role":"DIMENSION","type":"string","format":""},
                                       {"name":"o.revenue","title":"Revenue","role":"MEASURE","type":"number","format":""},
                                       {"name":"o.count","title":"Orders","role":"MEASURE","type":"number","format":""}],
                             "rows":[{"c.country":"Germany","o.revenue":"1250000.5","o.count":"50"},
                                     {"c.country":"France","o.revenue":"750000","o.count":"25"},
                                     {"c.country":"Area 51","o.revenue":"500000","o.count":"40"}]}\
                            """));

    private static List<String> unfounded(String text, int width) {
        var guard = new NumberGuard(GRID, List.of("top 3 in 2025 over 4,000"), "!");
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); i += width) {
            out.append(guard.next(text.substring(i, Math.min(text.length(), i + width))));
        }
        out.append(guard.rest());
        assertThat(out.toString().replace("!", "")).isEqualTo(text);
        return guard.unfounded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Germany has 1,250,000.50, France 750000.",
                "Germany has 1.25 million, about 1.3M.",
                "德国收入125万元,占总额的50%。",
                "All together 2,500,000.5 or 2.5 million from 115 orders.",
                "Germany has 50 % and France 30.0% of it.",
                "France is 40% below Germany, a gap of 500,000.5.",
                "Germany has 1.67 times what France has.",
                "The average is 833,333.5; 3 countries.",
                "1. Germany\n2. France\n3. Area 51",
                "From 2025-01-01 to 2025-03-31, in 2025年3月, Q4, 第2名.",
                "Each order in Germany brought 25,000.01.",
                "The top 3 of 2025 are over 4000."
            })
    void what_follows_from_the_rows_is_left_alone(String text) {
        assertThat(unfounded(text, 1)).as(text).isEmpty();
        assertThat(unfounded(text, 7)).isEmpty();
        assertThat(unfounded(text, 1_000)).isEmpty();
    }

    @Test
    void what_does_not_is_marked() {
        assertThat(unfounded("Germany has 1,250,001.5 and 77% of 9.9 million; 123 orders.", 3))
                .containsExactly("1,250,001.5", "77%", "9.9 million", "123");
        assertThat(unfounded("德国收入126万元,增长了87.5%", 1)).containsExactly("126万", "87.5%");
        var guard = new NumberGuard(GRID, List.of(), " [?]");
        assertThat(guard.next("It was 4711 in all.") + guard.rest())
                .isEqualTo("It was 4711 [?] in all.");
    }
}
