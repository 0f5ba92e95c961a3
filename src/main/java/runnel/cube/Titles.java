package runnel.cube;

import java.util.Locale;
import java.util.Set;

/** Titles made from names, in the way that clients of such models know: {@code total_revenue} is "Total Revenue". */
public final class Titles {
    private static final Set<String> SMALL = Set.of(
            "and", "or", "nor", "a", "an", "the", "so", "but", "to", "of", "at", "by", "from", "into", "on", "onto",
            "off", "out", "in", "over", "with", "for");

    private Titles() {}

    public static String of(String name) {
        var title = new StringBuilder(name.length() + 4);
        for (var word : split(name).split(" ")) {
            if (word.isEmpty()) {
                continue;
            }
            if (!title.isEmpty()) {
                title.append(' ');
            }
            var plain = title.isEmpty() || !SMALL.contains(word);
            title.append(plain ? capital(word) : word);
        }
        return title.toString();
    }

    /** Lower-case words; a capital begins a word, and so does a letter after digits. */
    private static String split(String name) {
        var words = new StringBuilder(name.length() + 4);
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            var before = i == 0 ? ' ' : name.charAt(i - 1);
            if (c == '_') {
                var digitNext = i + 1 < name.length() && Character.isDigit(name.charAt(i + 1));
                words.append(digitNext ? "" : " ");
                continue;
            }
            if (Character.isUpperCase(c) && Character.isLowerCase(before)
                    || Character.isLetter(c) && Character.isDigit(before)) {
                words.append(' ');
            }
            words.append(c);
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    private static String capital(String word) {
        return word.equals("id") ? "ID" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
