package runnel.http;

import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;

/** Problems for programs, after RFC 9457. */
final class ProblemJson {
    static final String TYPE = "application/problem+json";

    private ProblemJson() {}

    static String of(Problem problem, int status, Messages messages, String trace) {
        var json =
                Json.object()
                        .put("type", "urn:runnel:problem:" + problem.code())
                        .put("title", Reasons.of(status))
                        .put("status", status)
                        .put("code", problem.code())
                        .put("message", problem.message(messages))
                        .put("detail", problem.message(messages));
        var hint = problem.hint(messages);
        if (!hint.isEmpty()) {
            json.put("hint", hint);
        }
        return json.put("instance", "urn:runnel:request:" + trace).put("trace", trace).toString();
    }
}
