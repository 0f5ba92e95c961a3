package runnel.agent;

import java.util.List;
import java.util.Map;

/**
 * What people see of an agent, by language ({@code en}, {@code zh}); the empty language stands for
 * any.
 *
 * @param titles what it is called
 * @param descriptions what it is good for, in one sentence
 * @param starters questions to begin with
 */
public record Face(
        Map<String, String> titles,
        Map<String, String> descriptions,
        Map<String, List<String>> starters) {
    /** Nothing: its name has to do. */
    public static final Face NONE = new Face(Map.of(), Map.of(), Map.of());

    /** The language of texts that were given in one form only. */
    public static final String ANY = "";

    public Face {
        titles = Map.copyOf(titles);
        descriptions = Map.copyOf(descriptions);
        starters = Map.copyOf(starters);
    }

    /** Its title in a language; empty for none. */
    public String title(String language) {
        return in(titles, language, "");
    }

    /** Its description in a language; empty for none. */
    public String description(String language) {
        return in(descriptions, language, "");
    }

    public List<String> starters(String language) {
        return in(starters, language, List.of());
    }

    /** In the language, else in any, else in English, else in whichever there is. */
    private static <T> T in(Map<String, T> texts, String language, T none) {
        for (var wanted : List.of(language, ANY, "en")) {
            var found = texts.get(wanted);
            if (found != null) {
                return found;
            }
        }
        return texts.values().stream().findFirst().orElse(none);
    }
}
