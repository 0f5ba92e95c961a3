package runnel.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Headers of an answer, in the order set. Names compare without case; names and values are checked.
 * Not thread-safe.
 */
final class Head {
    /** Stands for what was sent already: nothing can be added any more. */
    static final Head SENT = new Head(List.of());

    private final List<String> pairs;

    Head() {
        this(new ArrayList<>(32));
    }

    private Head(List<String> pairs) {
        this.pairs = pairs;
    }

    void set(String name, String value) {
        remove(name);
        add(name, value);
    }

    void add(String name, String value) {
        if (this == SENT) {
            throw new IllegalStateException("the answer was sent already");
        }
        checkName(name);
        checkValue(name, value);
        pairs.add(name);
        pairs.add(value);
    }

    void setDefault(String name, String value) {
        if (first(name).isEmpty()) {
            add(name, value);
        }
    }

    void remove(String name) {
        for (var i = pairs.size() - 2; i >= 0; i -= 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                pairs.subList(i, i + 2).clear();
            }
        }
    }

    Optional<String> first(String name) {
        for (var i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                return Optional.of(pairs.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Forgets all but the named headers. */
    void keepOnly(List<String> names) {
        for (var i = pairs.size() - 2; i >= 0; i -= 2) {
            if (names.stream().noneMatch(pairs.get(i)::equalsIgnoreCase)) {
                pairs.subList(i, i + 2).clear();
            }
        }
    }

    void forEach(BiConsumer<String, String> action) {
        for (var i = 0; i < pairs.size(); i += 2) {
            action.accept(pairs.get(i), pairs.get(i + 1));
        }
    }

    private static void checkName(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_')) {
                throw new IllegalArgumentException("not a header name: " + name);
            }
        }
    }

    private static void checkValue(String name, String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' && c != '\t' || c > '~') {
                throw new IllegalArgumentException("not a value for header " + name);
            }
        }
    }
}
