package runnel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import runnel.base.Messages;

/** Nothing that a hostile author writes becomes anything but the few elements that markdown has. */
class SafetyTest {
    private static final Pattern ID = Pattern.compile("user-content-m_1-fn(ref)?-\\d+(-\\d+)?");
    private static final Pattern LINK = Pattern.compile("(?i)(https?://|mailto:)[\\x21-\\x7E]+");
    private static final Pattern OWN_LINK =
            Pattern.compile("#user-content-m_1-fn(ref)?-\\d+(-\\d+)?");
    private static final Pattern PICTURE = Pattern.compile("(?i)https?://[\\x21-\\x7E]+");
    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern EMPTY = Pattern.compile("");
    private static final Pattern LANGUAGE = Pattern.compile("[\\p{L}\\p{N}+#._-]{1,40}");

    private static Pattern exactly(String... words) {
        return Pattern.compile(String.join("|", words));
    }

    /**
     * Every element that may occur, with every attribute that it may have and what that may say.
     */
    private static final Map<String, Map<String, Pattern>> ALLOWED =
            Map.ofEntries(
                    Map.entry("p", Map.of("class", exactly("html"))),
                    Map.entry("h1", Map.of()),
                    Map.entry("h2", Map.of()),
                    Map.entry("h3", Map.of()),
                    Map.entry("h4", Map.of()),
                    Map.entry("h5", Map.of()),
                    Map.entry("h6", Map.of()),
                    Map.entry("ul", Map.of()),
                    Map.entry("ol", Map.of("start", Pattern.compile("\\d{1,9}"))),
                    Map.entry("li", Map.of("id", ID)),
                    Map.entry("blockquote", Map.of()),
                    Map.entry("hr", Map.of()),
                    Map.entry("br", Map.of()),
                    Map.entry("em", Map.of()),
                    Map.entry("strong", Map.of()),
                    Map.entry("del", Map.of()),
                    Map.entry("sup", Map.of("class", exactly("footnote-ref"))),
                    Map.entry("pre", Map.of()),
                    Map.entry("code", Map.of("class", Pattern.compile("language-" + LANGUAGE))),
                    Map.entry(
                            "figure",
                            Map.of(
                                    "class",
                                    exactly("code", "code mermaid"),
                                    "data-language",
                                    LANGUAGE)),
                    Map.entry("figcaption", Map.of()),
                    Map.entry(
                            "span",
                            Map.of("class", exactly("math", "math display", "footnote-backlinks"))),
                    Map.entry(
                            "div",
                            Map.of(
                                    "class",
                                    exactly("math", "math-source", "footnotes"),
                                    "role",
                                    exactly("group"),
                                    "aria-label",
                                    exactly("Footnotes"))),
                    Map.entry("table", Map.of()),
                    Map.entry("thead", Map.of()),
                    Map.entry("tbody", Map.of()),
                    Map.entry("tr", Map.of()),
                    Map.entry(
                            "th",
                            Map.of("class", exactly("align-left", "align-center", "align-right"))),
                    Map.entry(
                            "td",
                            Map.of("class", exactly("align-left", "align-center", "align-right"))),
                    Map.entry(
                            "button",
                            Map.of(
                                    "type",
                                    exactly("button"),
                                    "class",
                                    exactly("copy", "remote-image"),
                                    "data-src",
                                    PICTURE,
                                    "title",
                                    ANY)),
                    Map.entry(
                            "input",
                            Map.of(
                                    "type",
                                    exactly("checkbox"),
                                    "class",
                                    exactly("task"),
                                    "aria-label",
                                    exactly("Done", "To do"),
                                    "disabled",
                                    EMPTY,
                                    "checked",
                                    EMPTY)),
                    Map.entry(
                            "a",
                            Map.of(
                                    "href", Pattern.compile(LINK + "|" + OWN_LINK),
                                    "title", ANY,
                                    "rel", exactly("noopener noreferrer nofollow"),
                                    "target", exactly("_blank"),
                                    "id", ID,
                                    "aria-label", Pattern.compile("Back to reference \\d+"))));

    static List<String> snippets() {
        return Stream.of(Samples.resource("hostile.txt").split("\n%%\n")).toList();
    }

    @Test
    void thereAreMany() {
        assertThat(Set.copyOf(snippets())).hasSizeGreaterThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void onlyAllowedElementsAtEveryPrefix(String snippet) {
        var stream = new MarkdownStream("m_1", Messages.of("en"));
        var reader = new Reader();
        for (var piece : Checks.characters(snippet)) {
            reader.apply(stream.append(piece));
            check(Reader.root(stream.html()), snippet);
            assertThat(reader.html()).isEqualTo(Reader.root(stream.html()).html());
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void onlyAllowedElementsInsideOtherBlocks(String snippet) {
        var line = snippet.replace('\n', ' ');
        var indented = snippet.replace("\n", "\n  ");
        for (var text :
                List.of(
                        "- " + indented,
                        "> " + snippet.replace("\n", "\n> "),
                        "|a|b|\n|-|-|\n|" + line + "|x|",
                        "**" + line + "**",
                        "[" + line + "](https://ok.example)",
                        "![" + line + "](https://ok.example/p.png)",
                        "# " + line,
                        "x[^1]\n\n[^1]: " + indented,
                        "[" + line + "]: https://ok.example\n\n[" + line + "]",
                        "```" + snippet + "\n```",
                        "<b " + line + ">",
                        "`" + line + "`",
                        "$" + line + "$",
                        "[x](https://ok.example \"" + line + "\")",
                        "[x](https://ok.example/" + line + ")")) {
            check(Reader.root(Markdown.render(text, "m_1", Messages.of("en"))), text);
        }
    }

    private static void check(Element root, String text) {
        assertThat(root.siblingElements()).as("what breaks out of its place in %s", text).isEmpty();
        root.traverse((node, _) -> {
            if (node == root) {
                return;
            }
            if (node instanceof Element element) {
                element(element, text);
            } else {
                assertThat(node)
                        .as(text)
                        .isInstanceOf(TextNode.class)
                        .isNotInstanceOf(DataNode.class);
            }
        });
    }

    private static void element(Element element, String text) {
        assertThat(ALLOWED).as(text).containsKey(element.normalName());
        var attributes = ALLOWED.get(element.normalName());
        for (var attribute : element.attributes()) {
            assertThat(attributes)
                    .as("%s of %s in %s", attribute, element.normalName(), text)
                    .containsKey(attribute.getKey());
            assertThat(attribute.getValue())
                    .as("%s in %s", attribute.getKey(), text)
                    .matches(attributes.get(attribute.getKey()));
        }
        if (element.normalName().equals("a") && !element.attr("href").startsWith("#")) {
            assertThat(element.attr("rel")).isEqualTo("noopener noreferrer nofollow");
            assertThat(element.attr("target")).isEqualTo("_blank");
            assertThat(element.parents())
                    .as("nested links in %s", text)
                    .noneMatch(outer -> outer.nameIs("a"));
        }
    }
}
