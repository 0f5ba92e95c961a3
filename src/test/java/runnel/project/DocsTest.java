package runnel.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import runnel.app.Setting;
import runnel.event.Event;

/** The documents are whole: links lead somewhere, and all that a user can name has its heading. */
final class DocsTest {
    private static final int README_LINES = 150;
    private static final Path INTERFACE = Path.of("src/main/resources/api");
    private static final Path PROTOCOL = Path.of("docs/protocol");
    private static final Path GUIDE = Path.of("docs/guide");
    private static final Path DECISIONS = Path.of("docs/decisions");

    private static final Pattern PREFIX =
            Pattern.compile("(\\w+) = \\w+\\.under\\(\"([^\"]+)\"\\)");
    private static final Pattern ROUTE =
            Pattern.compile("(\\w+)\\.(get|post|put|patch|delete)\\(\\s*\"(/[^\"]*|)\"");

    @Test
    void the_readme_is_read_in_a_minute() {
        assertThat(Sources.text(Path.of("README.md")).lines().count())
                .isLessThanOrEqualTo(README_LINES);
    }

    @Test
    void every_link_leads_somewhere() {
        assertThat(
                        Docs.below(Path.of(".")).stream()
                                .flatMap(document -> Docs.broken(document).stream()))
                .isEmpty();
    }

    @Test
    void every_decision_is_in_the_index() {
        var index = Sources.text(DECISIONS.resolve("README.md"));
        assertThat(
                        Docs.below(DECISIONS).stream()
                                .map(file -> file.getFileName().toString())
                                .filter(name ->
                                        !name.equals("README.md")
                                                && !index.contains("(" + name + ")")))
                .isEmpty();
    }

    @Test
    void every_setting_has_its_heading() {
        assertThat(withoutHeading(GUIDE, Arrays.stream(Setting.values()).map(Setting::key)))
                .isEmpty();
    }

    @Test
    void every_command_has_its_heading() {
        var commands =
                new ClassFileImporter()
                        .importPath(Path.of("target/classes/runnel/cli")).stream()
                                .map(DocsTest::command)
                                .filter(name -> !name.isEmpty() && !name.equals("runnel"))
                                .toList();
        assertThat(commands).contains("serve");
        assertThat(withoutHeading(GUIDE, commands.stream().map(name -> "runnel " + name)))
                .isEmpty();
    }

    @Test
    void every_event_has_its_heading() {
        assertThat(withoutHeading(PROTOCOL, leaves(Event.class).map(DocsTest::kebab))).isEmpty();
    }

    @Test
    void every_problem_has_its_row() {
        var rows = Sources.text(PROTOCOL.resolve("problems.md"));
        var codes =
                Sources.text(Path.of("src/main/resources/messages/en/problems.properties"))
                        .lines()
                        .filter(line -> line.startsWith("problem.") && line.contains("="))
                        .map(line -> line.substring(8, line.indexOf('=')).strip())
                        .filter(code -> !code.endsWith(".hint"))
                        .toList();
        assertThat(codes).contains("internal");
        assertThat(codes.stream().filter(code -> !rows.contains("| `" + code + "` |"))).isEmpty();
    }

    @Test
    void every_route_of_the_interface_is_described() {
        var routes =
                Sources.below(Sources.MAIN).stream()
                        .map(Sources::text)
                        .filter(text -> text.contains("Routes"))
                        .flatMap(DocsTest::routes)
                        .distinct()
                        .toList();
        assertThat(routes).contains("POST /api/v1/messages");
        var described =
                Sources.below(INTERFACE).stream().map(Sources::text).collect(Collectors.joining());
        assertThat(
                        routes.stream()
                                .map(route -> route.substring(route.indexOf(' ') + 1))
                                .filter(path -> path.startsWith("/api/"))
                                .filter(path -> !described.contains("  " + path + ":")))
                .isEmpty();
    }

    // A part of the documents that nobody has begun is no lie.
    private static List<String> withoutHeading(Path directory, Stream<String> names) {
        var headings = Docs.headings(directory);
        return headings.isEmpty()
                ? List.of()
                : names.filter(name -> headings.stream().noneMatch(heading -> names(heading, name)))
                        .toList();
    }

    private static boolean names(String heading, String name) {
        return Pattern.compile("(?<![\\w/.-])" + Pattern.quote(name) + "(?![\\w/{-])")
                .matcher(heading)
                .find();
    }

    // A subcommand is a class within that of its command; empty for what is no command to be shown.
    private static String command(JavaClass type) {
        var found = type.tryGetAnnotationOfType(Command.class.getName());
        if (found.isEmpty() || (boolean) found.get().get("hidden").orElse(false)) {
            return "";
        }
        var above = type.getEnclosingClass().map(DocsTest::command).orElse("");
        return (above + " " + found.get().get("name").map(Object::toString).orElse("")).strip();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DocsTest::leaves)
                : Stream.of(type);
    }

    private static String kebab(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Stream<String> routes(String source) {
        var prefixes = new HashMap<String, String>();
        PREFIX.matcher(source)
                .results()
                .forEach(match -> prefixes.put(match.group(1), match.group(2)));
        return ROUTE.matcher(source)
                .results()
                .map(match ->
                        match.group(2).toUpperCase(Locale.ROOT)
                                + " "
                                + prefixes.getOrDefault(match.group(1), "")
                                + match.group(3))
                .filter(route -> !route.endsWith(" "));
    }
}
