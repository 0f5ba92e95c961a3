package runnel.testkit;

import java.io.IOException;
import runnel.base.Json;

/** What providers send over their own wires, in the shapes that were recorded of them. */
public enum ProviderWire {
    GEMINI {
        @Override
        public ProviderWire begin(FakeUpstream.Line line) throws IOException {
            line.head();
            return this;
        }

        @Override
        public ProviderWire text(FakeUpstream.Line line, String piece) throws IOException {
            return part(line, "{\"text\":" + quoted(piece) + "}");
        }

        @Override
        public ProviderWire thought(FakeUpstream.Line line, String piece) throws IOException {
            return part(line, "{\"text\":" + quoted(piece) + ",\"thought\":true}");
        }

        @Override
        public ProviderWire call(FakeUpstream.Line line, int index, String tool, String arguments)
                throws IOException {
            return part(
                    line,
                    "{\"functionCall\":{\"name\":"
                            + quoted(tool)
                            + ",\"args\":"
                            + arguments
                            + "},\"thoughtSignature\":\"c2lnbmVk\"}");
        }

        @Override
        public ProviderWire finish(FakeUpstream.Line line, boolean calls) throws IOException {
            line.event(
                            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"\"}]},"
                                    + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{"
                                    + "\"promptTokenCount\":15,\"cachedContentTokenCount\":5,"
                                    + "\"candidatesTokenCount\":7,\"thoughtsTokenCount\":0,"
                                    + "\"totalTokenCount\":22}}")
                    .end();
            return this;
        }

        @Override
        public ProviderWire error(FakeUpstream.Line line) throws IOException {
            line.event(
                    "{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\","
                            + "\"status\":\"UNAVAILABLE\"}}");
            return this;
        }

        private ProviderWire part(FakeUpstream.Line line, String part) throws IOException {
            line.event(
                    "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":["
                            + part
                            + "]},\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":15,"
                            + "\"totalTokenCount\":15},\"modelVersion\":\"gemini-2.5-flash\"}");
            return this;
        }
    },

    ANTHROPIC {
        @Override
        public ProviderWire begin(FakeUpstream.Line line) throws IOException {
            line.head();
            return event(
                    line,
                    "message_start",
                    "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                            + "\"model\":\"claude\",\"content\":[],\"stop_reason\":null,"
                            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":10,"
                            + "\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":0,"
                            + "\"output_tokens\":1}}");
        }

        @Override
        public ProviderWire text(FakeUpstream.Line line, String piece) throws IOException {
            return block(
                    line,
                    0,
                    "{\"type\":\"text\",\"text\":\"\"}",
                    "{\"type\":\"text_delta\",\"text\":" + quoted(piece) + "}");
        }

        @Override
        public ProviderWire thought(FakeUpstream.Line line, String piece) throws IOException {
            return block(
                    line,
                    0,
                    "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                    "{\"type\":\"thinking_delta\",\"thinking\":" + quoted(piece) + "}");
        }

        @Override
        public ProviderWire call(FakeUpstream.Line line, int index, String tool, String arguments)
                throws IOException {
            var half = arguments.length() / 2;
            start(
                    line,
                    index + 1,
                    "{\"type\":\"tool_use\",\"id\":\"toolu_"
                            + index
                            + "\",\"name\":"
                            + quoted(tool)
                            + ",\"input\":{}}");
            for (var piece :
                    new String[] {arguments.substring(0, half), arguments.substring(half)}) {
                delta(
                        line,
                        index + 1,
                        "{\"type\":\"input_json_delta\",\"partial_json\":" + quoted(piece) + "}");
            }
            return event(line, "content_block_stop", "\"index\":" + (index + 1));
        }

        @Override
        public ProviderWire finish(FakeUpstream.Line line, boolean calls) throws IOException {
            event(
                    line,
                    "message_delta",
                    "\"delta\":{\"stop_reason\":\""
                            + (calls ? "tool_use" : "end_turn")
                            + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}");
            event(line, "message_stop", "\"x\":0");
            line.end();
            return this;
        }

        @Override
        public ProviderWire error(FakeUpstream.Line line) throws IOException {
            return event(
                    line,
                    "error",
                    "\"error\":{\"type\":\"overloaded_error\","
                            + "\"message\":\"The model is overloaded.\"}");
        }

        private ProviderWire block(FakeUpstream.Line line, int index, String begin, String delta)
                throws IOException {
            start(line, index, begin);
            delta(line, index, delta);
            return event(line, "content_block_stop", "\"index\":" + index);
        }

        private void start(FakeUpstream.Line line, int index, String block) throws IOException {
            event(
                    line,
                    "content_block_start",
                    "\"index\":" + index + ",\"content_block\":" + block);
            event(line, "ping", "\"x\":0");
        }

        private void delta(FakeUpstream.Line line, int index, String delta) throws IOException {
            event(line, "content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
        }

        private ProviderWire event(FakeUpstream.Line line, String name, String fields)
                throws IOException {
            line.chunk(
                    """
                    event: %1$s
                    data: {"type":"%1$s",%2$s}

                    """
                            .formatted(name, fields));
            return this;
        }
    },

    OLLAMA {
        @Override
        public ProviderWire begin(FakeUpstream.Line line) throws IOException {
            line.head("application/x-ndjson");
            return this;
        }

        @Override
        public ProviderWire text(FakeUpstream.Line line, String piece) throws IOException {
            return message(line, "\"content\":" + quoted(piece));
        }

        @Override
        public ProviderWire thought(FakeUpstream.Line line, String piece) throws IOException {
            return message(line, "\"content\":\"\",\"thinking\":" + quoted(piece));
        }

        @Override
        public ProviderWire call(FakeUpstream.Line line, int index, String tool, String arguments)
                throws IOException {
            return message(
                    line,
                    "\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":"
                            + quoted(tool)
                            + ",\"arguments\":"
                            + arguments
                            + "}}]");
        }

        @Override
        public ProviderWire finish(FakeUpstream.Line line, boolean calls) throws IOException {
            line.chunk(
                            "{\"model\":\"llama3\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":"
                                    + "{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                                    + "\"done_reason\":\"stop\",\"total_duration\":1,"
                                    + "\"prompt_eval_count\":15,\"eval_count\":7}\n")
                    .end();
            return this;
        }

        @Override
        public ProviderWire error(FakeUpstream.Line line) throws IOException {
            line.chunk("{\"error\":\"The model is overloaded.\"}\n");
            return this;
        }

        private ProviderWire message(FakeUpstream.Line line, String fields) throws IOException {
            line.chunk(
                    "{\"model\":\"llama3\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":"
                            + "{\"role\":\"assistant\","
                            + fields
                            + "},\"done\":false}\n");
            return this;
        }
    };

    /** The head of an answer and what comes before its first piece. */
    public abstract ProviderWire begin(FakeUpstream.Line line) throws IOException;

    public abstract ProviderWire text(FakeUpstream.Line line, String piece) throws IOException;

    public abstract ProviderWire thought(FakeUpstream.Line line, String piece) throws IOException;

    public abstract ProviderWire call(
            FakeUpstream.Line line, int index, String tool, String arguments) throws IOException;

    /** The reason to finish, the usage (15 tokens read, 7 written) and the end. */
    public abstract ProviderWire finish(FakeUpstream.Line line, boolean calls) throws IOException;

    /** An error in the midst of the answer. */
    public abstract ProviderWire error(FakeUpstream.Line line) throws IOException;

    private static String quoted(String text) {
        return Json.quote(new StringBuilder(), text).toString();
    }
}
