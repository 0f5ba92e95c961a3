package runnel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import runnel.base.Json;

/**
 * Conformance cases kept as data: {@code conformance/NAME.yaml} on the class path, a list of maps.
 */
public final class Cases {
    private Cases() {}

    public static List<JsonNode> load(String name) {
        var path = "/conformance/" + name + ".yaml";
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream(path), path)) {
            var tree = Json.tree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
            var cases = new ArrayList<JsonNode>();
            tree.forEach(cases::add);
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
