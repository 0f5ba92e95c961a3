package runnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.terminal.Attributes;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import runnel.testkit.Terminals;

class TailScreenTest {
    @Test
    void linesChangeUntilTheyAreSettled() throws Exception {
        try (var terminal = new Terminals(20, 10);
                var screen = new TailScreen(terminal.terminal())) {
            screen.show(List.of(), lines("a"));
            screen.show(List.of(), lines("ab", "c"));
            assertThat(terminal.text()).isEqualTo("ab\nc");
            screen.show(lines("AB"), lines("c", "d"));
            assertThat(terminal.text()).isEqualTo("AB\nc\nd");
            screen.show(List.of(), lines("c"));
            assertThat(terminal.text()).isEqualTo("AB\nc");
            screen.show(lines("c"), List.of());
            screen.show(lines("e"), List.of());
            assertThat(terminal.text()).isEqualTo("AB\nc\ne");
        }
    }

    @Test
    void whateverChangesTheScreenShowsWhatIsSettledAndThenWhatIsLive() throws Exception {
        var random = new Random(5);
        for (var round = 0; round < 50; round++) {
            try (var terminal = new Terminals(12, 200);
                    var screen = new TailScreen(terminal.terminal())) {
                var settled = new ArrayList<AttributedString>();
                for (var step = 0; step < 20; step++) {
                    var more = some(random, 3);
                    var live = some(random, 4);
                    settled.addAll(more);
                    screen.show(more, live);
                    var shown =
                            Stream.concat(settled.stream(), live.stream())
                                    .map(line -> line.toString().stripTrailing())
                                    .collect(Collectors.joining("\n"));
                    assertThat(terminal.text()).isEqualTo(shown.stripTrailing());
                }
            }
        }
    }

    @Test
    void whatIsTypedMeanwhileIsNotEchoed() throws Exception {
        try (var terminal = new Terminals(20, 10)) {
            try (var screen = new TailScreen(terminal.terminal())) {
                screen.show(List.of(), lines("answer"));
                terminal.type("xyz");
                assertThat(terminal.text()).isEqualTo("answer");
            }
            assertThat(terminal.terminal().getAttributes().getLocalFlag(Attributes.LocalFlag.ECHO))
                    .isTrue();
        }
    }

    private static List<AttributedString> some(Random random, int most) {
        return IntStream.range(0, random.nextInt(most))
                .mapToObj(index ->
                        new AttributedString("ab你c".repeat(3).substring(0, random.nextInt(8))))
                .toList();
    }

    private static List<AttributedString> lines(String... lines) {
        return Stream.of(lines).map(AttributedString::new).toList();
    }
}
