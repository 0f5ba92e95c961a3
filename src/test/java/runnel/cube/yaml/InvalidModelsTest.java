package runnel.cube.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import runnel.base.Json;
import runnel.cube.Catalog;
import runnel.cube.Finding;

/**
 * Broken models are refused with a place; what the recorded compiler accepted or refused without
 * need is as it should be.
 */
final class InvalidModelsTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/invalid-models");

    /** Fine models that the recorded compiler refused: braces in SQL, an empty description. */
    private static final Set<String> FINE =
            Set.of("bad-17-brace-in-sql", "bad-23-empty-description");

    /** Broken ones that it accepted. */
    private static final Set<String> BROKEN = Set.of("bad-24-circular");

    @TestFactory
    Stream<DynamicTest> recorded() throws IOException {
        var cases = new ArrayList<DynamicTest>();
        for (var one :
                Json.parse(Files.readString(FOLDER.resolve("expected.json"))).path("cases")) {
            var id = one.path("id").asText();
            var compiles =
                    FINE.contains(id) || one.path("compiles").asBoolean() && !BROKEN.contains(id);
            cases.add(
                    DynamicTest.dynamicTest(id, () -> check(one.path("file").asText(), compiles)));
        }
        return cases.stream();
    }

    private static void check(String file, boolean compiles) throws IOException {
        var catalog = compile(file, Files.readString(FOLDER.resolve(file)));
        assertThat(catalog.hasErrors()).as("%s", catalog.findings()).isEqualTo(!compiles);
        assertThat(catalog.findings())
                .allSatisfy(finding -> {
                    assertThat(finding.place().file()).isEqualTo(file);
                    assertThat(finding.place().line()).isPositive();
                });
    }

    static Catalog compile(String path, String text) {
        return ModelReader.compile(List.of(ModelFile.parse(path, text)));
    }

    static List<String> codes(Catalog catalog) {
        return catalog.findings().stream().filter(Finding::isError).map(Finding::code).toList();
    }
}
