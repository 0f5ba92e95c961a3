package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Json;

/** Questions with what they must answer, read from the JSON files of a folder. */
record QuestionFile(String name, List<Question> questions) {
    /**
     * One question.
     *
     * @param after the question that it follows up on; empty for none
     * @param expect {@code clarify} or {@code refuse}; empty where rows are wanted
     */
    record Question(
            String id,
            String language,
            int level,
            String text,
            String after,
            String expect,
            JsonNode json) {
        /** Whether asking back is as good as an answer. */
        boolean mayAsk() {
            return json.path("softRefuse").asBoolean();
        }
    }

    static List<QuestionFile> in(Path folder) {
        try (var files = Files.list(folder)) {
            var all = new ArrayList<QuestionFile>();
            for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                var questions = new ArrayList<Question>();
                for (var node : Json.parse(Files.readString(file))) {
                    questions.add(
                            new Question(
                                    node.path("id").asText(),
                                    node.path("lang").asText(),
                                    node.path("level").asInt(),
                                    node.path("question").asText(),
                                    node.path("after").asText(),
                                    node.path("expect").asText(),
                                    node));
                }
                all.add(new QuestionFile(file.getFileName().toString(), questions));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
