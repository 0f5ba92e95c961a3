package runnel.testkit;

import runnel.base.Json;

/** Data of events as OpenAI-compatible servers send them. */
public final class Chunks {
    private static final String HEAD =
            "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",";

    private Chunks() {}

    public static String text(String piece) {
        return delta("content", piece);
    }

    /** A piece in a field of the delta, such as {@code reasoning_content}. */
    public static String delta(String field, String piece) {
        return choice("{\"" + field + "\":" + Json.quote(new StringBuilder(), piece) + "}", "null");
    }

    public static String finish(String reason) {
        return choice("{}", '"' + reason + '"');
    }

    /** A piece of a tool call; id and name are left out where they are empty. */
    public static String call(int index, String id, String name, String arguments) {
        var call = Json.object().put("index", index);
        if (!id.isEmpty()) {
            call.put("id", id).put("type", "function");
        }
        var function = call.putObject("function").put("arguments", arguments);
        if (!name.isEmpty()) {
            function.put("name", name);
        }
        return choice("{\"tool_calls\":[" + call + "]}", "null");
    }

    public static String usage(int input, int cached, int output, int reasoning) {
        return HEAD
                + "\"choices\":[],\"usage\":{\"prompt_tokens\":"
                + input
                + ",\"completion_tokens\":"
                + output
                + ",\"total_tokens\":"
                + (input + output)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                + cached
                + "},\"completion_tokens_details\":{\"reasoning_tokens\":"
                + reasoning
                + "}}}";
    }

    private static String choice(String delta, String reason) {
        return HEAD
                + "\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"finish_reason\":"
                + reason
                + "}]}";
    }
}
