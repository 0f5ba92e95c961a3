package runnel.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The arguments of a benchmark, {@code name=value} each, all with defaults. */
public record Options(Map<String, String> values) {
    /**
     * @throws IllegalArgumentException where an argument is unknown
     */
    public static Options of(String[] arguments, Map<String, String> defaults) {
        var values = new TreeMap<>(defaults);
        for (var argument : arguments) {
            var equals = argument.indexOf('=');
            if (equals < 0
                    || values.replace(argument.substring(0, equals), argument.substring(equals + 1))
                            == null) {
                throw new IllegalArgumentException(
                        "'"
                                + argument
                                + "' is none of "
                                + String.join("=…, ", values.keySet())
                                + "=…");
            }
        }
        return new Options(values);
    }

    public String text(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** Numbers with commas between them. */
    public List<Integer> numbers(String name) {
        return Arrays.stream(text(name).split(",")).map(Integer::valueOf).toList();
    }

    /** As they would be given again. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
            }
        });
        return text.toString();
    }
}
