package runnel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a streamed text costs its readers, counted in bytes of HTML when each token is a change of
 * its own.
 */
class BudgetTest {
    /** A page that has taken a whole text, token by token. */
    private static Reader read(String text) {
        var stream = new MarkdownStream();
        var reader = new Reader();
        for (var token : Samples.tokens(text)) {
            reader.apply(stream.append(token));
        }
        reader.apply(stream.end());
        assertThat(reader.html()).isEqualTo(Reader.root(stream.html()).html());
        return reader;
    }

    private static int bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    @Test
    void aMixedAnswerCostsLittleMoreThanOneRendering() {
        var text = Samples.answer();
        var reader = read(text);
        assertThat(Samples.tokens(text)).hasSize(4_000);
        assertThat(reader.bytes()).isLessThan(2L * bytes(text));
        assertThat(reader.bytes()).isLessThan(bytes(Markdown.render(text)) * 5L / 4);
        // The rest only goes on where the change before ended.
        assertThat(reader.placed()).isLessThan(700);
    }

    @Test
    void codeIsSentOnce() {
        var text = Samples.code();
        var reader = read(text);
        assertThat(reader.bytes()).isLessThan(bytes(Markdown.render(text)) * 103L / 100);
        assertThat(reader.placed()).isLessThan(10);
    }

    /**
     * The work for a token must not depend on what came before. Twice the text is twice the bytes.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- item of a long list\n",
                "1. numbered\n\n",
                "| a | b |\n",
                "word *emphasis* in one paragraph ",
                "line of one paragraph\n",
                "> quoted\n",
                "\n\nparagraphs",
                "    indented code\n",
                "<!-- html\n",
                "[",
                "**a",
                "`` ` ",
                "a|",
                "* a\n  * b\n\n  * c\n",
                "[^1]: note\n\ntext[^1]\n\n",
                "text[a]\n\n"
            })
    void bytesGrowLinearly(String repeated) {
        var start = repeated.startsWith("|") ? "| a | b |\n|---|---|\n" : "";
        var once = read(start + repeated.repeat(300)).bytes();
        var twice = read(start + repeated.repeat(600)).bytes();
        assertThat(twice).isLessThan(once * 22 / 10 + 1_000);
    }

    @Test
    void aLateDefinitionChangesOnlyWhoReferToIt() {
        var stream = new MarkdownStream();
        stream.append("see [one]\n\n" + "nothing here\n\n".repeat(50) + "see [two] and [one]\n\n");
        var change = stream.append("[one]: https://example.org\n");
        assertThat(change.edits()).hasSize(2);
        assertThat(change.edits()).extracting(Edit::path).containsExactly(List.of(0), List.of(51));
        assertThat(change.edits())
                .allSatisfy(edit -> assertThat(edit.html().length()).isLessThan(140));
    }

    @Test
    void settledElementsAreCountedFromTheStart() {
        var stream = new MarkdownStream();
        assertThat(stream.append("# one\n").settled()).isEqualTo(1);
        assertThat(stream.append("two").settled()).isEqualTo(1);
        assertThat(stream.append("\n\nthree").settled()).isEqualTo(2);
        assertThat(stream.append("\n\n- four\n- five").settled()).isEqualTo(3);
        assertThat(stream.append("\n\nsix").settled()).isEqualTo(4);
        assertThat(stream.end().settled()).isEqualTo(5);
    }
}
