package runnel.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.regex.Pattern;

/** JSON, the one way the whole program reads and writes it. Thread-safe. */
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Where the library speaks of its own sources and settings, of which nobody else knows. */
    private static final Pattern INNER = Pattern.compile(" ?\\([^()]*\\[Source: [^]]*]\\)");

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * @throws Problem {@code json-invalid} with the place of the mistake
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (MismatchedInputException e) {
            // Any tree fits, so it can only be what follows; the library's words speak of its own
            // settings.
            throw invalid(e, "something follows the value");
        } catch (JsonProcessingException e) {
            throw invalid(e);
        }
    }

    /**
     * @throws Problem {@code json-invalid} with the place of the mistake, also when the type does
     *     not fit
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw invalid(e);
        }
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static <T> T convert(JsonNode tree, Class<T> type) {
        return MAPPER.convertValue(tree, type);
    }

    /**
     * A value of a type with parameters of its own.
     *
     * @throws IllegalArgumentException where it does not fit
     */
    public static Object convert(JsonNode tree, Type type) {
        return MAPPER.convertValue(tree, MAPPER.constructType(type));
    }

    /**
     * Appends a JSON string literal; for hot paths that must not build a tree. Lone surrogates
     * become U+FFFD.
     */
    public static StringBuilder quote(StringBuilder out, String text) {
        out.append('"');
        if (isPlain(text)) {
            return out.append(text).append('"');
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                control(out, c);
            } else if (!Character.isSurrogate(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append('\uFFFD');
            }
        }
        return out.append('"');
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void control(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }

    private static Problem invalid(JsonProcessingException e) {
        return invalid(e, INNER.matcher(e.getOriginalMessage()).replaceAll(""));
    }

    private static Problem invalid(JsonProcessingException e, String reason) {
        var place = e.getLocation();
        var at = place == null ? "?" : place.getLineNr() + ":" + place.getColumnNr();
        return new Problem(Problem.Kind.INVALID, "json-invalid", at, reason).because(e);
    }
}
