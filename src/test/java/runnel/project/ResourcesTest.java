package runnel.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import runnel.base.Messages;

/** Texts, templates and assets: whole in each language, and none that nobody uses. */
final class ResourcesTest {
    private static final Path MAIN = Path.of("src/main");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path ASSETS = Path.of("src/main/resources/assets");

    /**
     * Beginnings of the keys that the command-line library and the description of the interface ask
     * for.
     */
    private static final List<String> ASKED_FOR =
            List.of(
                    "runnel.",
                    "usage.",
                    "mixinStandardHelpOptions.",
                    "api.",
                    "web.docs.",
                    "web.explore.");

    /**
     * Problems without a hint: clients of a Cube server know them word for word, and there message
     * and hint are one text; or the text is another system's, which says itself what it can.
     */
    private static final Set<String> WITHOUT_HINT =
            Set.of(
                    "cube-query",
                    "cube-query-empty",
                    "cube-query-missing",
                    "cube-query-json",
                    "cube-query-compare",
                    "cube-filter-member",
                    "cube-filter-operator-missing",
                    "cube-filter-values",
                    "cube-multiplied",
                    "cube-ungrouped-measures",
                    "cube-token-missing",
                    "cube-token-wrong",
                    "cube-server-refused",
                    "engine-failed");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
    private static final Pattern PROBLEM =
            Pattern.compile("new Problem\\(\\s*(?:Problem\\.)?Kind\\.[A-Z_]+,\\s*\"([^\"]+)\"");

    private static final Pattern ON_A_PAGE =
            Pattern.compile("(?:viewer|shell)\\.text\\(\"([^\"]+)\"[,)]");

    private static final Pattern IN_A_TERMINAL =
            Pattern.compile("\\.text\\(\\s*\"(cli\\.[^\"]+)\"[,)]");

    private static final Pattern TAG = Pattern.compile("tags: \\[(\\w+)]");

    private static final Set<String> KEYS = new TreeSet<>(Messages.of("en").keys());

    // All that may name a text, a template or an asset.
    private static final String NAMING =
            Sources.below(MAIN).stream()
                    .filter(file -> !file.startsWith(MESSAGES))
                    .map(Sources::text)
                    .collect(Collectors.joining("\n"));

    private static final Set<String> CONSTANTS =
            Pattern.compile("\\b[A-Z][A-Z_]+\\b")
                    .matcher(NAMING)
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());

    @Test
    void languages_have_the_same_texts_with_the_same_places_for_values() {
        var english = Messages.of("en");
        for (var language : Messages.LANGUAGES) {
            var other = Messages.of(language);
            assertThat(other.keys()).as(language).isEqualTo(english.keys());
            assertThat(KEYS)
                    .allSatisfy(key -> {
                        assertThat(other.text(key)).as(key).isNotBlank();
                        assertThat(placeholders(other.text(key)))
                                .as(key)
                                .isEqualTo(placeholders(english.text(key)));
                    });
        }
    }

    @Test
    void no_text_stands_twice() {
        for (var language : Messages.LANGUAGES) {
            var seen = new HashSet<String>();
            Sources.below(MESSAGES.resolve(language)).stream()
                    .flatMap(file -> Sources.text(file).lines())
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .forEach(key -> assertThat(seen.add(key)).as("%s: %s", language, key).isTrue());
        }
    }

    @Test
    void every_text_is_used() {
        assertThat(
                        KEYS.stream()
                                .filter(key -> ASKED_FOR.stream().noneMatch(key::startsWith))
                                .filter(key ->
                                        !isNamed(key)
                                                && !(key.startsWith("problem.")
                                                        && isQuoted(code(key)))))
                .isEmpty();
    }

    @Test
    void what_a_page_or_a_terminal_says_has_a_text() {
        assertThat(named(ON_A_PAGE)).hasSizeGreaterThan(100).allMatch(hasText("web."));
        assertThat(named(IN_A_TERMINAL)).hasSizeGreaterThan(20).allMatch(hasText(""));
        assertThat(named(TAG)).hasSizeGreaterThan(5).allMatch(hasText("web.docs.tag."));
    }

    private static Set<String> named(Pattern pattern) {
        return pattern.matcher(NAMING)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<String> hasText(String place) {
        return name -> KEYS.contains(place + name);
    }

    @Test
    void every_problem_has_a_text() {
        var codes = PROBLEM.matcher(NAMING).results().map(match -> match.group(1)).toList();
        assertThat(codes).isNotEmpty();
        assertThat(codes.stream().map(code -> "problem." + code).filter(key -> !KEYS.contains(key)))
                .isEmpty();
    }

    @Test
    void every_problem_says_what_to_do() {
        var codes =
                KEYS.stream()
                        .filter(key -> key.startsWith("problem."))
                        .map(ResourcesTest::code)
                        .collect(Collectors.toCollection(TreeSet::new));
        codes.removeIf(code -> KEYS.contains("problem." + code + ".hint"));
        assertThat(codes).isEqualTo(new TreeSet<>(WITHOUT_HINT));
    }

    @Test
    void every_template_is_used() {
        assertThat(Sources.below(TEMPLATES))
                .map(file -> TEMPLATES.relativize(file).toString().replace(".jte", ""))
                .filteredOn(name -> !NAMING.contains("@template." + name.replace('/', '.') + "("))
                .filteredOn(name -> !isQuoted(name) && !isQuoted(name + ".jte"))
                .isEmpty();
    }

    @Test
    void every_asset_is_used() {
        assertThat(Sources.below(ASSETS))
                .map(file -> file.getFileName().toString())
                .filteredOn(name ->
                        !Pattern.compile("[\"'(/]" + Pattern.quote(name) + "[\"')]")
                                .matcher(NAMING)
                                .find())
                .isEmpty();
    }

    private static String code(String key) {
        return key.substring("problem.".length()).replaceFirst("\\.hint$", "");
    }

    // In one piece, or in pieces: a beginning with its dot, then a word, a number, or a constant in
    // small letters.
    private static boolean isNamed(String key) {
        if (isQuoted(key)
                || key.matches("\\d+(\\..*)?")
                || CONSTANTS.contains(key.toUpperCase(Locale.ROOT))) {
            return true;
        }
        for (var dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            if (isQuoted(key.substring(0, dot + 1)) && isNamed(key.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQuoted(String word) {
        return NAMING.contains('"' + word + '"') || NAMING.contains("'" + word + "'");
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
