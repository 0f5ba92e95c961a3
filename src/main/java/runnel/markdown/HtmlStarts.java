package runnel.markdown;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The seven ways in which a block of HTML starts, as the CommonMark specification counts them, and
 * how each ends.
 */
final class HtmlStarts {
    private static final String NAME = "[a-z][a-z0-9-]*";
    private static final String VALUE = "(?:[^\\s\"'=<>`]+|'[^']*'|\"[^\"]*\")";
    private static final String ATTRIBUTE = "\\s+[a-z_:][a-z0-9_.:-]*(?:\\s*=\\s*" + VALUE + ")?";
    private static final String BLOCK_NAMES =
            "address|article|aside|base|basefont|blockquote|body|caption|center|col"
                    + "|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
                    + "|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
                    + "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";

    private record Kind(Pattern start, @Nullable Pattern end) {
        static Kind of(String start, String end) {
            return new Kind(pattern(start), pattern(end));
        }

        /** One that ends at a blank line. */
        static Kind of(String start) {
            return new Kind(pattern(start), null);
        }

        private static Pattern pattern(String regex) {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        }
    }

    private static final List<Kind> KINDS =
            List.of(
                    Kind.of(
                            "<(?:script|pre|style|textarea)(?:\\s|>|$)",
                            "</(?:script|pre|style|textarea)>"),
                    Kind.of("<!--", "-->"),
                    Kind.of("<\\?", "\\?>"),
                    Kind.of("<![a-z]", ">"),
                    Kind.of("<!\\[CDATA\\[", "]]>"),
                    Kind.of("</?(?:" + BLOCK_NAMES + ")(?:\\s|/?>|$)"));

    /** Any other tag, alone on its line. */
    private static final Kind TAG =
            Kind.of("(?:<" + NAME + "(?:" + ATTRIBUTE + ")*+\\s*/?>|</" + NAME + "\\s*>)\\s*$");

    private HtmlStarts() {}

    /**
     * @param inText whether a paragraph goes on here, which not every tag interrupts
     */
    static Optional<Block> of(String line, boolean inText) {
        for (var kind : KINDS) {
            if (kind.start().matcher(line).lookingAt()) {
                return Optional.of(new RawHtml(kind.end()));
            }
        }
        return !inText && TAG.start().matcher(line).lookingAt()
                ? Optional.of(new RawHtml(null))
                : Optional.empty();
    }
}
