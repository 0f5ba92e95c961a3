package runnel.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The style of the sources, as far as a machine can tell. */
final class TidyTest {
    private static final int FILE_LINES = 500;
    private static final int FILE_LINES_USUALLY = 250;
    private static final int TEST_LINES_USUALLY = 295;
    private static final int METHOD_LINES = 70;
    private static final int PARAMETERS = 7;

    private static final Pattern EMPTY_NAME =
            Pattern.compile("Abstract[A-Z].*|.*(Impl|Manager|Helper|Utils?|Service)");

    // In pieces that match no word of this file.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");
    private static final Pattern LOCAL_PATH =
            Pattern.compile("(?<![\\w.}])/(home/[a-z]|root/|Users/[a-z]|work/|tmp/w)");
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "repo[0-9]*[.](maven|spring)|registry[.]npmjs|deb[.]debian|files[.]pythonhosted|[.]jfrog[.]");

    private static final Pattern DIRT = Pattern.compile("[\r\t]|[ \u00a0]\n|\n\n\\z|[^\n]\\z");

    private static final List<JavaFile> MAIN = Sources.java(Sources.MAIN);
    private static final List<JavaFile> TEST = Sources.java(Sources.TEST);

    @Test
    void files_are_short() {
        assertThat(javaFiles().filter(file -> file.totalLines() > FILE_LINES).map(JavaFile::path))
                .isEmpty();
        assertThat(percentile95(MAIN)).isLessThanOrEqualTo(FILE_LINES_USUALLY);
        assertThat(percentile95(TEST)).isLessThanOrEqualTo(TEST_LINES_USUALLY);
    }

    @Test
    void methods_are_short_and_take_little() {
        assertThat(methods().filter(method -> method.lines() > METHOD_LINES)).isEmpty();
        // What a record is made of is no list of arguments.
        assertThat(
                        methods()
                                .filter(method -> !method.name().equals("<init>"))
                                .filter(method -> method.parameters() > PARAMETERS))
                .isEmpty();
    }

    @Test
    void names_say_something() {
        assertThat(
                        javaFiles()
                                .flatMap(file -> file.types().stream())
                                .filter(type -> EMPTY_NAME.matcher(type).matches()))
                .isEmpty();
        assertThat(
                        MAIN.stream()
                                .flatMap(file -> file.methods().stream())
                                .filter(method -> !method.overrides())
                                .filter(TidyTest::isOfABean))
                .isEmpty();
    }

    @Test
    void comments_are_neither_rare_nor_rank() {
        var lines = MAIN.stream().mapToInt(JavaFile::lines).sum();
        var comments = MAIN.stream().mapToInt(JavaFile::commentLines).sum();
        assertThat(100.0 * comments / lines).as("percentage of comment lines").isBetween(7.0, 20.0);
    }

    @Test
    void every_package_says_what_it_is_for_and_marks_null() {
        var infos = javaFiles().filter(JavaFile::isPackageInfo).map(JavaFile::path).toList();
        assertThat(infos)
                .allSatisfy(info ->
                        assertThat(Sources.text(info)).startsWith("/**").contains("@NullMarked"));
        var told = infos.stream().map(TidyTest::packageOf).collect(Collectors.toSet());
        assertThat(
                        javaFiles()
                                .map(JavaFile::path)
                                .map(TidyTest::packageOf)
                                .distinct()
                                .filter(path -> !told.contains(path)))
                .isEmpty();
    }

    @Test
    void nothing_is_left_for_later() {
        assertThat(
                        Sources.all().stream()
                                .filter(file -> UNFINISHED.matcher(Sources.text(file)).find()))
                .isEmpty();
    }

    @Test
    void texts_are_clean() {
        assertThat(
                        Sources.all().stream()
                                .filter(file ->
                                        !file.startsWith("src/test/resources")
                                                && !file.endsWith("LICENSE"))
                                .filter(file -> DIRT.matcher(Sources.text(file)).find()))
                .as(
                        "carriage returns, tabs, blanks at the end of a line, or no line feed at the end")
                .isEmpty();
    }

    @Test
    void nothing_tells_of_the_machine_it_was_written_on() {
        for (var traces : List.of(LOCAL_PATH, REGISTRY)) {
            assertThat(
                            Sources.all().stream()
                                    .flatMap(file ->
                                            traces.matcher(Sources.text(file))
                                                    .results()
                                                    .map(match -> file + ": " + match.group())))
                    .isEmpty();
        }
    }

    private static Stream<JavaFile> javaFiles() {
        return Stream.concat(MAIN.stream(), TEST.stream());
    }

    private static Stream<JavaFile.Method> methods() {
        return javaFiles().flatMap(file -> file.methods().stream());
    }

    private static boolean isOfABean(JavaFile.Method method) {
        return method.name().matches(method.parameters() == 0 ? "get[A-Z].*" : "set[A-Z].*")
                && method.parameters() < 2;
    }

    private static int percentile95(List<JavaFile> files) {
        var lengths =
                files.stream()
                        .filter(file -> !file.isPackageInfo())
                        .mapToInt(JavaFile::totalLines)
                        .sorted()
                        .toArray();
        return lengths.length == 0 ? 0 : lengths[(int) Math.ceil(lengths.length * 0.95) - 1];
    }

    // The same for sources and their tests: a package is told of once.
    private static Path packageOf(Path file) {
        return file.subpath(3, file.getNameCount() - 1);
    }
}
