package runnel.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.bi.Reader;
import runnel.http.Settings;

/** The settings in force. Immutable. */
public final class Config {
    /** Name of the configuration file in the data directory. */
    public static final String FILE = "runnel.toml";

    private final Map<Setting, String> values;

    private Config(Map<Setting, String> values) {
        this.values = values;
    }

    /**
     * Gathers the settings.
     *
     * @param flags those given on the command line
     * @param environment the process's environment
     * @throws Problem {@code config-invalid} where the file cannot be read or holds an unknown key
     */
    public static Config load(Map<Setting, String> flags, Map<String, String> environment) {
        var values = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values()) {
            // An empty variable says nothing: many tools set one where they have no value.
            var given = environment.getOrDefault(setting.variable(), "");
            values.put(setting, given.isEmpty() ? setting.fallback() : given);
        }
        values.putAll(flags);
        var file = new Config(values).data().resolve(FILE);
        if (Files.exists(file)) {
            read(file)
                    .forEach((setting, value) -> {
                        if (!flags.containsKey(setting)
                                && environment.getOrDefault(setting.variable(), "").isEmpty()) {
                            values.put(setting, value);
                        }
                    });
        }
        return new Config(values);
    }

    public String text(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    public boolean flag(Setting setting) {
        var text = text(setting);
        if (!text.equals("true") && !text.equals("false")) {
            throw invalid(setting, "true / false");
        }
        return text.equals("true");
    }

    /**
     * @throws Problem {@code config-invalid} where it is not a whole number in the range
     */
    public int number(Setting setting, int least, int most) {
        try {
            var number = Integer.parseInt(text(setting).strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw invalid(setting, least + " – " + most);
    }

    /** The parts of a list that is separated by commas. */
    public List<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The data directory, {@code ~} resolved. */
    public Path data() {
        var text = text(Setting.DATA);
        var home = System.getProperty("user.home", ".");
        var atHome = text.equals("~") || text.startsWith("~/");
        return Path.of(atHome ? home + text.substring(1) : text).toAbsolutePath();
    }

    /** The clock that relative dates of queries are read by. */
    public Clock analyticsClock() {
        var text = text(Setting.NOW).strip();
        try {
            return text.isEmpty() ? Clock.system() : Clock.fixed(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw invalid(Setting.NOW, "2026-03-18T10:05:00Z");
        }
    }

    /** Who reads questions about data. */
    public Reader reader() {
        return Reader.of(text(Setting.QUESTIONS).strip())
                .orElseThrow(() -> invalid(Setting.QUESTIONS, "auto / model / parser"));
    }

    /** The certificate to serve TLS with, if one is configured. */
    public Optional<Settings.Certificate> certificate() {
        var chain = text(Setting.TLS_CERT);
        var key = text(Setting.TLS_KEY);
        if (chain.isEmpty() != key.isEmpty()) {
            throw invalid(
                    chain.isEmpty() ? Setting.TLS_CERT : Setting.TLS_KEY, "tls_cert + tls_key");
        }
        return chain.isEmpty()
                ? Optional.empty()
                : Optional.of(new Settings.Certificate(Path.of(chain), Path.of(key)));
    }

    private Problem invalid(Setting setting, String range) {
        return new Problem(
                Problem.Kind.INVALID, "config-value", setting.key(), text(setting), range);
    }

    private static Map<Setting, String> read(Path file) {
        var values = new EnumMap<Setting, String>(Setting.class);
        try {
            var tree = new TomlMapper().readTree(Files.readString(file));
            tree.properties()
                    .forEach(entry -> {
                        var setting =
                                Arrays.stream(Setting.values())
                                        .filter(candidate -> candidate.key().equals(entry.getKey()))
                                        .findFirst()
                                        .orElseThrow(() ->
                                                new Problem(
                                                        Problem.Kind.INVALID,
                                                        "config-key",
                                                        entry.getKey(),
                                                        file,
                                                        Arrays.stream(Setting.values())
                                                                .map(Setting::key)
                                                                .collect(
                                                                        Collectors.joining(", "))));
                        if (setting == Setting.DATA) {
                            // The file lies in that directory, so it cannot say where that is.
                            throw new Problem(
                                    Problem.Kind.INVALID,
                                    "config-value",
                                    setting.key(),
                                    entry.getValue().asText(),
                                    setting.flag() + " / " + setting.variable());
                        }
                        values.put(setting, text(entry.getValue()));
                    });
        } catch (JsonProcessingException e) {
            throw new Problem(Problem.Kind.INVALID, "config-file", file, e.getOriginalMessage())
                    .because(e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "config-file", file, e.toString()).because(e);
        }
        return values;
    }

    /** A value as it stands in the environment: a list with commas, a table as JSON. */
    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(Config::text).collect(Collectors.joining(", "));
        }
        return value.isObject() ? value.toString() : value.asText();
    }
}
