package runnel.bi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import runnel.base.Json;
import runnel.bi.author.CertifiedQuestion;

/**
 * Certified questions, in a YAML file that lies beside the data model; read again when it changes.
 * Thread-safe.
 */
public final class CertifiedFile {
    /** The file's name; {@code .yaml} will do too. */
    public static final String NAME = "questions.yml";

    /** Questions that are read. */
    static final int MAX_QUESTIONS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(CertifiedFile.class);

    private final List<Path> places;
    private volatile @Nullable Content content;

    private record Content(String stamp, List<CertifiedQuestion> questions) {}

    private CertifiedFile(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** The file in the directory of a data model. */
    public static CertifiedFile in(Path directory) {
        return new CertifiedFile(
                List.of(directory.resolve(NAME), directory.resolve("questions.yaml")));
    }

    /** No questions. */
    public static CertifiedFile none() {
        return new CertifiedFile(List.of());
    }

    /** The questions as they are now; those of before where the file cannot be read. */
    public List<CertifiedQuestion> questions() {
        var file = places.stream().filter(Files::isRegularFile).findFirst();
        if (file.isEmpty()) {
            return List.of();
        }
        var known = content;
        try {
            var stamp =
                    Files.size(file.get()) + "@" + Files.getLastModifiedTime(file.get()).toString();
            if (known == null || !known.stamp().equals(stamp)) {
                known = new Content(stamp, read(file.get()));
                content = known;
            }
        } catch (IOException | YamlEngineException | IllegalArgumentException e) {
            LOG.warn("certified questions in {} cannot be read: {}", file.get(), e.getMessage());
        }
        return known == null ? List.of() : known.questions();
    }

    private static List<CertifiedQuestion> read(Path file) throws IOException {
        var settings = LoadSettings.builder().setLabel(file.toString()).build();
        var root = new Load(settings).loadFromString(Files.readString(file));
        if (!(root instanceof Map<?, ?> map) || !(map.get("questions") instanceof List<?> list)) {
            throw new IllegalArgumentException("the file holds a list under the key questions");
        }
        var questions = new ArrayList<CertifiedQuestion>();
        for (var item : list.stream().limit(MAX_QUESTIONS).toList()) {
            var one = Json.tree(item);
            if (!one.path("question").isTextual() || !one.path("query").isObject()) {
                throw new IllegalArgumentException(
                        "each item has a question and a query, unlike number "
                                + (questions.size() + 1));
            }
            questions.add(
                    new CertifiedQuestion(
                            one.path("question").asText(),
                            one.path("query"),
                            one.path("suggest").asBoolean(false)));
        }
        return List.copyOf(questions);
    }
}
