package runnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTest {
    @Test
    void noControlCharacterIsLeftButLineFeedAndTab() {
        var all = new StringBuilder();
        for (var c = 0; c < 0x300; c++) {
            all.append((char) c);
        }
        var clean = Clean.text(all.toString());
        assertThat(clean.chars().filter(Character::isISOControl))
                .containsExactly((int) '\t', (int) '\n');
        assertThat(clean).hasSize(0x300 - 65 + 2);
    }

    @Test
    void anEscapeSequenceLosesItsPowerHoweverItIsCut() {
        assertThat(Clean.text("a\033]0;title\007b")).isEqualTo("a]0;titleb");
        assertThat(Clean.text("\033") + Clean.text("[2J")).isEqualTo("[2J");
        assertThat(Clean.text("\u009b31mred")).isEqualTo("31mred");
        assertThat(Clean.text("one\r\ntwo")).isEqualTo("one\ntwo");
    }

    @Test
    void nothingTurnsTheDirectionOfWriting() {
        assertThat(Clean.line("rm \u202egnp.stac\u202c \u2066x\u2069")).isEqualTo("rm gnp.stac x");
    }

    @Test
    void otherTextIsLeftAsItIs() {
        var text = "héllo 你好 🙂 \t\n";
        assertThat(Clean.text(text)).isSameAs(text);
        assertThat(Clean.line(" a\n\n b\t c ")).isEqualTo("a b c");
    }
}
