package runnel.bi.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import runnel.base.Json;
import runnel.base.Problem;

/** Questions with what they must answer, read from JSON. */
public record QuestionFile(String name, List<Question> questions) {
    public QuestionFile {
        questions = List.copyOf(questions);
    }

    /**
     * One question.
     *
     * @param after the question that it follows up on; empty for none
     * @param expect {@code clarify} or {@code refuse}; empty where rows are wanted
     * @param ways queries or rows, any of which is right
     * @param mayAsk whether asking back is as good as an answer
     */
    public record Question(
            String id,
            String language,
            int level,
            String text,
            String after,
            String expect,
            List<JsonNode> ways,
            boolean mayAsk) {
        public Question {
            ways = List.copyOf(ways);
        }
    }

    /**
     * @throws Problem {@code bi-eval-file} where it cannot be read
     */
    public static QuestionFile read(Path file) {
        try {
            var questions = new ArrayList<Question>();
            for (var node : Json.parse(Files.readString(file))) {
                questions.add(question(node));
            }
            return new QuestionFile(String.valueOf(file.getFileName()), questions);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "bi-eval-file", file, e.toString()).because(e);
        }
    }

    /** All JSON files of a folder. */
    public static List<QuestionFile> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(QuestionFile::read)
                    .toList();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "bi-eval-file", folder, e.toString())
                    .because(e);
        }
    }

    private static Question question(JsonNode node) {
        var ways = new ArrayList<JsonNode>();
        if (node.has("rows") || node.has("query")) {
            ways.add(node);
        }
        node.path("accept").forEach(ways::add);
        return new Question(
                node.path("id").asText(),
                node.path("lang").asText(),
                node.path("level").asInt(),
                node.path("question").asText(),
                node.path("after").asText(),
                node.path("expect").asText(),
                ways,
                node.path("softRefuse").asBoolean());
    }
}
