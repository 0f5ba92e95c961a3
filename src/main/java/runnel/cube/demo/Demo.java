package runnel.cube.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import runnel.base.Problem;

/** The demo: statements that make its database, and the files of its model. */
public final class Demo {
    /** Files of the model, in resources and in the directory that they are written to. */
    static final List<String> MODELS =
            List.of("people.yml", "sales.yml", "views.yml", "questions.yml");

    private static final long SEED = 20_260_131;

    private Demo() {}

    /**
     * Statements for an empty DuckDB. The same day gives the same data.
     *
     * @param today the last day that anything happened on
     */
    public static List<String> sql(LocalDate today) {
        var dice = new Dice(SEED);
        var people = new People(dice, today);
        var sales = new Sales(dice, today, people.count());
        var statements = new ArrayList<String>();
        statements.addAll(people.statements());
        statements.addAll(sales.statements());
        return List.copyOf(statements);
    }

    /**
     * Writes the model's files below a folder, to be read and changed by the user; files that are
     * there already stay as they are.
     *
     * @return the directory of the files
     * @throws Problem {@code engine-open} when they cannot be written
     */
    public static Path writeModels(Path folder) {
        var directory = models(folder);
        try {
            Files.createDirectories(directory);
            for (var name : MODELS) {
                var file = directory.resolve(name);
                if (!Files.exists(file)) {
                    Files.writeString(file, model(name));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "engine-open", directory, e.toString())
                    .because(e);
        }
    }

    /** The directory of the model's files. */
    public static Path models(Path folder) {
        return folder.resolve("models");
    }

    /** The text of one of the model's files. */
    static String model(String name) {
        try (var in = Demo.class.getResourceAsStream("/demo/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
