package runnel.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of an answer in the form of OpenAI's streaming chat completions, each token with the
 * time at which it leaves.
 */
final class Token {
    /** Of {@code t=}, the stamp and a blank. */
    static final int STAMP_CHARS = 22;

    private static final int STAMP_DIGITS = 19;

    private final ByteBuffer bytes;
    private final int stampAt;

    Token(int chars) {
        var text =
                chunk(
                        "{\"content\":\"t="
                                + "0".repeat(STAMP_DIGITS)
                                + " "
                                + "x".repeat(chars - STAMP_CHARS)
                                + "\"}",
                        "null");
        stampAt = text.indexOf("t=") + 2;
        bytes = ByteBuffer.allocateDirect(text.length());
        bytes.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
    }

    int size() {
        return bytes.limit();
    }

    /** The token as it leaves now; the same buffer at each call. */
    ByteBuffer at(long nanos) {
        var rest = nanos;
        for (var i = STAMP_DIGITS - 1; i >= 0; i--) {
            bytes.put(stampAt + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return bytes.rewind();
    }

    /** What comes before the first token. */
    static byte[] begin() {
        var head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        return ascii(head + chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    }

    /** Two tool calls at once, and the end of the answer that asks for them. */
    static byte[] calls() {
        return ascii(
                chunk(call(0, "calculator", "{\\\"expression\\\":\\\"6*7\\\"}"), "null")
                        + chunk(call(1, "time", "{}"), "null")
                        + chunk("{}", "\"tool_calls\"")
                        + framed("[DONE]")
                        + "0\r\n\r\n");
    }

    private static String call(int index, String name, String arguments) {
        return "{\"tool_calls\":[{\"index\":%d,\"id\":\"c%d\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}]}"
                .formatted(index, index, name, arguments);
    }

    /** What comes after the last token. */
    static byte[] end(int tokens) {
        var usage =
                "{\"id\":\"fake\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"fake\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":%d,\"total_tokens\":%d}}"
                                .formatted(tokens, tokens + 10);
        return ascii(chunk("{}", "\"stop\"") + framed(usage) + framed("[DONE]") + "0\r\n\r\n");
    }

    /** An answer that is no stream. */
    static byte[] document(int status, String json) {
        return ascii(
                "HTTP/1.1 %d Pretended\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(status, json.length(), json));
    }

    private static String chunk(String delta, String reason) {
        return framed(
                "{\"id\":\"fake\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"fake\","
                        + "\"choices\":[{\"index\":0,\"delta\":"
                        + delta
                        + ",\"finish_reason\":"
                        + reason
                        + "}]}");
    }

    private static String framed(String data) {
        var event = "data: " + data + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
