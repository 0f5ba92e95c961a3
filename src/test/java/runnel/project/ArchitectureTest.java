package runnel.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packages keep to the table and the rules of ARCHITECTURE.md. */
final class ArchitectureTest {
    /** Libraries that only some rooms know, by the beginnings of their packages. */
    private static final Map<String, Predicate<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry("java.sql.", ArchitectureTest::keepsData),
                    Map.entry("javax.sql.", ArchitectureTest::keepsData),
                    Map.entry("org.sqlite.", ArchitectureTest::keepsData),
                    Map.entry("com.zaxxer.hikari.", ArchitectureTest::keepsData),
                    Map.entry("org.duckdb.", ArchitectureTest::keepsData),
                    Map.entry("io.helidon.", "http"::equals),
                    Map.entry("com.sun.net.httpserver.", room -> false),
                    Map.entry(
                            "java.net.http.", room -> Rooms.isAdapter(room) || room.equals("cli")),
                    Map.entry("org.apache.hc.", Rooms::isAdapter),
                    Map.entry(
                            "dev.langchain4j.",
                            room -> room.startsWith("llm.") || room.startsWith("tool.")),
                    Map.entry(
                            "org.commonmark.",
                            room -> room.equals("markdown") || room.equals("cli")),
                    Map.entry("org.apache.lucene.", "tool.documents"::equals),
                    Map.entry("org.apache.pdfbox.", "tool.documents"::equals),
                    Map.entry("gg.jte.", "web"::equals),
                    Map.entry("picocli.", "cli"::equals),
                    Map.entry("org.jline.", "cli"::equals));

    private static final Set<String> THREADS = Set.of("run", "log", "http");

    /** Threads elsewhere, each with its reason. */
    private static final Map<String, String> THREAD_OWNERS =
            Map.of(
                    // The terminal reads keys while an answer streams.
                    "cli", "one program, one person",
                    // Its watchdog is what can end a read that hangs.
                    "llm.langchain", "a clock beside blocking reads",
                    // They would hold the carriers of virtual threads.
                    "cube.jdbc", "drivers with native code block",
                    // A server that starts slowly must not hold up ours.
                    "tool.mcp", "a connection that is made in the background",
                    // Reading takes minutes, and searches go on meanwhile.
                    "tool.documents", "files that are read in the background");

    private static final Map<String, Set<String>> THREAD_MAKERS =
            Map.of(
                    "java.lang.Thread",
                            Set.of(
                                    "<init>",
                                    "ofVirtual",
                                    "ofPlatform",
                                    "startVirtualThread",
                                    "start"),
                    "java.util.Timer", Set.of("<init>"),
                    "java.util.concurrent.Executors", Set.of(),
                    "java.util.concurrent.ForkJoinPool", Set.of(),
                    "java.util.concurrent.ThreadPoolExecutor", Set.of("<init>"),
                    "java.util.concurrent.StructuredTaskScope", Set.of(),
                    "java.util.concurrent.CompletableFuture", Set.of("supplyAsync", "runAsync"),
                    "java.util.Collection", Set.of("parallelStream"));

    private static final Map<String, Set<String>> TIME_AND_CHANCE =
            Map.ofEntries(
                    Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
                    Map.entry("java.time.Instant", Set.of("now")),
                    Map.entry("java.time.LocalDate", Set.of("now")),
                    Map.entry("java.time.LocalDateTime", Set.of("now")),
                    Map.entry("java.time.OffsetDateTime", Set.of("now")),
                    Map.entry("java.time.ZonedDateTime", Set.of("now")),
                    Map.entry("java.time.Clock", Set.of()),
                    Map.entry("java.lang.Math", Set.of("random")),
                    Map.entry("java.util.Random", Set.of()),
                    Map.entry("java.util.UUID", Set.of("randomUUID")),
                    Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of()),
                    Map.entry("java.security.SecureRandom", Set.of()));

    private static final Map<String, Set<String>> STREAMS_OF_THE_PROCESS =
            Map.of(
                    "java.lang.System", Set.of("in", "out", "err", "setOut", "setErr", "exit"),
                    "java.lang.Throwable", Set.of("printStackTrace"));

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        assertThat(classes).isNotEmpty();
    }

    @Test
    void every_package_has_a_row_in_the_table() {
        assertThat(classes.stream().map(ArchitectureTest::room).distinct())
                .allMatch(Rooms::isKnown);
    }

    @Test
    void the_table_has_no_cycles() {
        assertThat(Rooms.rows()).noneMatch(row -> Rooms.reachable(row).contains(row));
    }

    @Test
    void rooms_import_only_what_the_table_allows() {
        assertThat(
                        dependencies()
                                .filter(dependency -> isOurs(dependency.getTargetClass()))
                                .filter(dependency ->
                                        !Rooms.mayImport(
                                                room(dependency),
                                                room(dependency.getTargetClass())))
                                .map(ArchitectureTest::told)
                                .distinct())
                .isEmpty();
    }

    @Test
    void only_the_app_names_adapters() {
        assertThat(
                        dependencies()
                                .filter(dependency -> isOurs(dependency.getTargetClass()))
                                .filter(dependency ->
                                        Rooms.isAdapter(room(dependency.getTargetClass())))
                                .filter(dependency ->
                                        !room(dependency).equals(room(dependency.getTargetClass())))
                                .filter(dependency -> !room(dependency).equals("app"))
                                .filter(dependency ->
                                        !Rooms.mayNameAdapter(
                                                room(dependency),
                                                room(dependency.getTargetClass())))
                                .map(ArchitectureTest::told)
                                .distinct())
                .isEmpty();
    }

    @Test
    void libraries_stay_in_the_rooms_that_are_about_them() {
        assertThat(
                        dependencies()
                                .filter(ArchitectureTest::isStray)
                                .map(ArchitectureTest::told)
                                .distinct())
                .isEmpty();
    }

    @Test
    void threads_begin_only_where_something_lives_on() {
        assertThat(
                        accesses(
                                THREAD_MAKERS,
                                room -> THREADS.contains(room) || THREAD_OWNERS.containsKey(room)))
                .isEmpty();
    }

    @Test
    void time_and_chance_come_through_base() {
        assertThat(accesses(TIME_AND_CHANCE, "base"::equals)).isEmpty();
    }

    @Test
    void only_the_command_line_speaks_through_the_process() {
        assertThat(
                        accesses(
                                STREAMS_OF_THE_PROCESS,
                                room -> room.equals("cli") || room.equals(Rooms.DOOR)))
                .isEmpty();
    }

    private static Stream<Dependency> dependencies() {
        return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
    }

    private static List<String> accesses(
            Map<String, Set<String>> forbidden, Predicate<String> mayDoSo) {
        return classes.stream()
                .filter(type -> !mayDoSo.test(room(type)))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> isAmong(forbidden, access))
                .map(JavaAccess::getDescription)
                .distinct()
                .toList();
    }

    // No names mean all of them.
    private static boolean isAmong(Map<String, Set<String>> forbidden, JavaAccess<?> access) {
        var names = forbidden.get(access.getTargetOwner().getName());
        return names != null && (names.isEmpty() || names.contains(access.getTarget().getName()));
    }

    private static boolean isStray(Dependency dependency) {
        var name = dependency.getTargetClass().getName();
        return LIBRARIES.entrySet().stream()
                .anyMatch(library ->
                        name.startsWith(library.getKey())
                                && !library.getValue().test(room(dependency)));
    }

    private static boolean keepsData(String room) {
        return room.startsWith("store.") || room.startsWith("cube.") && Rooms.isAdapter(room);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals("runnel")
                || type.getPackageName().startsWith("runnel.");
    }

    private static String room(JavaClass type) {
        return Rooms.of(type.getPackageName());
    }

    private static String room(Dependency dependency) {
        return room(dependency.getOriginClass());
    }

    private static String told(Dependency dependency) {
        return dependency.getOriginClass().getName()
                + " -> "
                + dependency.getTargetClass().getName();
    }
}
