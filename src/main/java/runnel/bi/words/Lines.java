package runnel.bi.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Word lists that come with the program: a text file, one fact a line, {@code #} for remarks. */
final class Lines {
    private Lines() {}

    static List<String> of(String name) {
        var path = "/bi/" + name;
        try (var in = Objects.requireNonNull(Lines.class.getResourceAsStream(path), path);
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
