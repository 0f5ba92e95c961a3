package runnel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import runnel.event.Event;

class SpanTest {
    @Test
    void joinsNeighbouringDeltasOfOnePartOnly() {
        var spans =
                Span.join(
                        List.of(
                                entry(1, new Event.ReasoningDelta("m", 0, "hm")),
                                entry(2, new Event.TextDelta("m", 1, "Hel")),
                                entry(3, new Event.TextDelta("m", 1, "lo")),
                                entry(4, new Event.TextDelta("m", 2, "x")),
                                entry(5, new Event.PartEnd("m", 2))));
        assertThat(spans).hasSize(4);
        assertThat(spans.get(1))
                .isEqualTo(new Span(2, 3, 2, new Event.TextDelta("m", 1, "Hello"), List.of(3, 2)));
    }

    @Test
    void aCursorInsideGetsExactlyTheRest() {
        var span = new Span(5, 8, 0, new Event.TextDelta("m", 0, "a你😀z"), List.of(1, 1, 2, 1));
        assertThat(rest(span, 4)).isEqualTo("a你😀z");
        assertThat(rest(span, 5)).isEqualTo("你😀z");
        assertThat(rest(span, 6)).isEqualTo("😀z");
        assertThat(rest(span, 7)).isEqualTo("z");
        assertThat(span.after(6).seq()).isEqualTo(8);
    }

    @Test
    void aStretchMayBeginAndEndInside() {
        var span = new Span(5, 8, 0, new Event.TextDelta("m", 0, "a你😀z"), List.of(1, 1, 2, 1));
        for (var from = 3; from <= 8; from++) {
            for (var through = Math.max(5, from + 1); through <= 9; through++) {
                var piece = span.between(from, through);
                assertThat(piece.seq()).isEqualTo(Math.min(through, 8));
                if (from < 8) {
                    var text = ((Event.TextDelta) piece.event()).text();
                    assertThat(text + (through < 8 ? rest(span, through) : ""))
                            .isEqualTo(rest(span, from));
                }
            }
        }
    }

    @Test
    void lengthsMustFitTheSpan() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Span(1, 3, 0, new Event.TextDelta("m", 0, "ab"), List.of(1, 1)));
    }

    private static String rest(Span span, long seq) {
        return ((Event.TextDelta) span.after(seq).event()).text();
    }

    private static Entry entry(long seq, Event event) {
        return new Entry(seq, seq, event);
    }
}
