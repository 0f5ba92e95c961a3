package runnel.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.base.Problem;

/** Named values as a query string or a form carries them, decoded, in the order sent. Immutable. */
public final class Values {
    static final Values NONE = new Values(Map.of());

    private final Map<String, List<String>> values;

    private Values(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Reads {@code a=1&b=2}, where a plus sign is a space.
     *
     * @throws Problem {@code encoding-invalid} where an escape is no escape or the bytes are no
     *     UTF-8; {@code text-zero}
     */
    static Values parse(String encoded) {
        if (encoded.isEmpty()) {
            return NONE;
        }
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                var key = ZeroCharacter.refuse("?", decode(name, true));
                values.computeIfAbsent(key, any -> new ArrayList<>(1))
                        .add(ZeroCharacter.refuse(key, decode(value, true)));
            }
        }
        return new Values(values);
    }

    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /**
     * Resolves percent escapes as UTF-8; anything malformed is a {@link Problem}, never a
     * replacement character.
     */
    static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0) && isAscii(text)) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                bytes.write(escape(text, i));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(text);
        }
    }

    private static int escape(String text, int at) {
        if (at + 2 < text.length()) {
            var high = Character.digit(text.charAt(at + 1), 16);
            var low = Character.digit(text.charAt(at + 2), 16);
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw invalid(text);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static Problem invalid(String text) {
        return new Problem(
                Problem.Kind.INVALID,
                "encoding-invalid",
                text.substring(0, Math.min(80, text.length())));
    }
}
