package runnel.base;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All texts that a person reads, in one language: {@code messages/LANGUAGE/*.properties} on the
 * class path.
 *
 * <p>{@code {0}}, {@code {1}} stand for values; nothing else is special in a text. Immutable.
 */
public final class Messages {
    public static final List<String> LANGUAGES = List.of("en", "zh");

    /** Each file holds the texts of one room of the product. */
    static final List<String> FILES = List.of("problems", "web", "api", "cli", "bi");

    private static final Map<String, Lazy<Messages>> LOADED =
            LANGUAGES.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    language -> language,
                                    language -> new Lazy<>(() -> load(language))));

    private final String language;
    private final Map<String, String> texts;

    private Messages(String language, Map<String, String> texts) {
        this.language = language;
        this.texts = texts;
    }

    /** The texts in the given language, English where there are none. */
    public static Messages of(String language) {
        return Objects.requireNonNull(LOADED.getOrDefault(language, LOADED.get("en"))).get();
    }

    /**
     * The first language of an {@code Accept-Language} header or a locale name that there are texts
     * for, else English.
     */
    public static Messages preferred(String acceptLanguage) {
        for (var range : acceptLanguage.split(",")) {
            var language = range.strip().split("[-_;.]", 2)[0].toLowerCase(java.util.Locale.ROOT);
            if (LOADED.containsKey(language)) {
                return of(language);
            }
        }
        return of("en");
    }

    public String language() {
        return language;
    }

    public Set<String> keys() {
        return texts.keySet();
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** The text of a key with its values filled in; the key itself where there is no text. */
    public String text(String key, Object... values) {
        var text = texts.getOrDefault(key, key);
        if (values.length == 0 || text.indexOf('{') < 0) {
            return text;
        }
        var filled = new StringBuilder(text.length() + 32);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}') {
                var index = text.charAt(i + 1) - '0';
                if (index >= 0 && index < values.length) {
                    filled.append(values[index]);
                    i += 2;
                    continue;
                }
            }
            filled.append(c);
        }
        return filled.toString();
    }

    private static Messages load(String language) {
        var texts = new HashMap<String, String>();
        for (var file : FILES) {
            var name = "/messages/" + language + "/" + file + ".properties";
            try (var in = Messages.class.getResourceAsStream(name)) {
                var properties = new Properties();
                properties.load(
                        new InputStreamReader(
                                Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
                properties.forEach((key, text) -> texts.put((String) key, (String) text));
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            }
        }
        return new Messages(language, Collections.unmodifiableMap(texts));
    }
}
