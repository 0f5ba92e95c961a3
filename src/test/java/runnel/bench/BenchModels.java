package runnel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import runnel.cube.yaml.ModelFile;
import runnel.cube.yaml.ModelReader;

/** The models that compiling and planning are measured on, as texts by their paths. */
final class BenchModels {
    /** Two measures of employees, two of their salaries, by department. */
    static final String FAN_OUT =
            """
            {"measures":["employees.total_employees","employees.avg_performance","salaries.total_amount","salaries.avg_amount"],
             "dimensions":["departments.name"],"order":{"departments.name":"asc"}}\
            """;

    private BenchModels() {}

    /** The recorded model: fourteen cubes and their views. */
    static Map<String, String> golden() throws IOException {
        var texts = new TreeMap<String, String>();
        for (var part : List.of("model", "model-v1")) {
            try (var files = Files.walk(Path.of("src/test/resources/golden", part))) {
                for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                    texts.put(file.toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }

    /**
     * Cubes of 16 dimensions and 12 measures in a file each, every one joined to the one before.
     */
    static Map<String, String> many(int cubes) {
        var texts = new TreeMap<String, String>();
        var dimensions = new StringBuilder();
        for (var i = 0; i < 15; i++) {
            dimensions.append(
                    "      - {name: d%1$d, sql: \"{CUBE}.d%1$d\", type: string}%n".formatted(i));
        }
        var measures = new StringBuilder();
        for (var i = 0; i < 10; i++) {
            measures.append(
                    "      - {name: m%1$d, sql: \"{CUBE}.m%1$d\", type: sum}%n".formatted(i));
        }
        for (var i = 0; i < cubes; i++) {
            var text =
                    """
                    cubes:
                      - name: c%1$d
                        sql_table: t%1$d
                        dimensions:
                          - {name: id, sql: id, type: number, primary_key: true}
                    %2$s    measures:
                          - {name: count, type: count}
                    %3$s      - {name: ratio, sql: "{m0} / NULLIF({count}, 0)", type: number}
                    """
                            .formatted(i, dimensions, measures);
            var join =
                    """
                        joins:
                          - {name: c%1$d, relationship: many_to_one, sql: "{CUBE}.up = {c%1$d}.id"}
                    """
                            .formatted(i - 1);
            texts.put("c" + i + ".yml", i == 0 ? text : text + join);
        }
        return texts;
    }

    /** Parses and compiles everything; tells how many cubes and views there are. */
    static int compile(Map<String, String> texts) {
        var files = new ArrayList<ModelFile>();
        texts.forEach((path, text) -> files.add(ModelFile.parse(path, text)));
        return ModelReader.compile(files).entities().size();
    }
}
