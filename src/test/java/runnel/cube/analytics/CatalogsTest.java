package runnel.cube.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.cube.Finding;

/** Edits of model files while they are in use. */
final class CatalogsTest {
    @TempDir private Path directory;

    @Test
    void editsArePickedUp() throws IOException {
        write("orders.yml", cube("orders", "count"));
        var catalogs = load();
        assertThat(catalogs.catalog().cube("orders").members()).containsKey("count");
        write("orders.yml", cube("orders", "number_of_orders"));
        write("more.yml", cube("customers", "count"));
        catalogs.refresh();
        assertThat(catalogs.catalog().cube("orders").members()).containsKey("number_of_orders");
        assertThat(catalogs.catalog().entity("customers")).isPresent();
    }

    @Test
    void brokenEditLeavesTheLastGoodVersionServingWhileOthersMoveOn() throws IOException {
        write("orders.yml", cube("orders", "count"));
        write("customers.yml", cube("customers", "count"));
        var catalogs = load();
        write("orders.yml", "cubes:\n  - name: orders\n   oops: [");
        write("customers.yml", cube("customers", "headcount"));
        catalogs.refresh();
        assertThat(catalogs.catalog().cube("orders").members()).containsKey("count");
        assertThat(catalogs.catalog().cube("customers").members()).containsKey("headcount");
        assertThat(catalogs.findings()).anyMatch(Finding::isError);
        write("orders.yml", cube("orders", "mended"));
        catalogs.refresh();
        assertThat(catalogs.catalog().cube("orders").members()).containsKey("mended");
        assertThat(catalogs.findings()).noneMatch(Finding::isError);
    }

    @Test
    void fileThatWasNeverGoodLeavesTheRestServing() throws IOException {
        write("bad.yml", "cubes: 1\n");
        write("orders.yml", cube("orders", "count"));
        var catalogs = load();
        assertThat(catalogs.catalog().entity("orders")).isPresent();
        assertThat(catalogs.findings()).anyMatch(Finding::isError);
    }

    @Test
    void removedFilesTakeTheirCubesAlong() throws IOException {
        write("orders.yml", cube("orders", "count"));
        write("customers.yml", cube("customers", "count"));
        var catalogs = load();
        Files.delete(directory.resolve("customers.yml"));
        catalogs.refresh();
        assertThat(catalogs.catalog().entity("customers")).isEmpty();
    }

    private Catalogs load() {
        return Catalogs.load(directory, Clock.system(), Runnable::run);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String cube(String name, String measure) {
        return "cubes:\n  - name: "
                + name
                + "\n    sql_table: "
                + name
                + "\n    measures:\n      - {name: "
                + measure
                + ", type: count}\n";
    }
}
