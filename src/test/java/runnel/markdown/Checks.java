package runnel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import runnel.base.Messages;

/** The promises of the stream, checked after every piece. */
final class Checks {
    private Checks() {}

    static List<String> characters(String text) {
        return text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }

    /** Every prefix: the page equals a whole rendering, and that equals the reference. */
    static void everyPrefix(String text) {
        pieces(text, characters(text), Links.TARGETS, InlineLimits.DEFAULT, true);
    }

    static void pieces(
            String text, List<String> pieces, Links links, InlineLimits limits, boolean reference) {
        var stream = new MarkdownStream("", Messages.of("en"), links, limits);
        var reader = new Reader();
        var prefix = new StringBuilder();
        for (var piece : pieces) {
            prefix.append(piece);
            reader.apply(stream.append(piece));
            var shown = prefix.toString();
            if (!shown.isEmpty() && Character.isHighSurrogate(shown.charAt(shown.length() - 1))) {
                shown = shown.substring(0, shown.length() - 1);
            }
            var whole = render(shown, links, limits);
            assertThat(stream.html()).as("stream after «%s»", shown).isEqualTo(whole);
            assertThat(reader.html())
                    .as("page after «%s»", shown)
                    .isEqualTo(Reader.root(whole).html());
            if (reference) {
                assertThat(whole)
                        .as("rendering of «%s»", shown)
                        .isEqualTo(Reference.render(shown, links));
            }
        }
        reader.apply(stream.end());
        assertThat(prefix.toString()).isEqualTo(text);
        var whole = render(text, links, limits);
        assertThat(stream.html()).isEqualTo(whole);
        assertThat(reader.html()).isEqualTo(Reader.root(whole).html());
    }

    static String render(String text, Links links, InlineLimits limits) {
        var stream = new MarkdownStream("", Messages.of("en"), links, limits);
        stream.append(text);
        stream.end();
        return stream.html();
    }
}
