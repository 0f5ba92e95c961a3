package runnel.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import runnel.base.Json;

/**
 * The JSON form of events: the record's components plus {@code "type"}, the event's name in
 * kebab-case.
 *
 * <p>This form is what the store keeps, so names of events and components are for ever.
 * Thread-safe.
 */
public final class EventJson {
    private static final String BEGIN = "{\"type\":\"";
    private static final Map<String, Class<? extends Event>> TYPES =
            Arrays.stream(Event.class.getPermittedSubclasses())
                    .flatMap(EventJson::leaves)
                    .collect(Collectors.toUnmodifiableMap(EventJson::nameOf, type -> type));
    private static final ClassValue<String> NAMES =
            new ClassValue<>() {
                @Override
                protected String computeValue(Class<?> type) {
                    return nameOf(type);
                }
            };

    private EventJson() {}

    /** The event's name in kebab-case: {@code text-delta}. */
    public static String name(Event event) {
        return NAMES.get(event.getClass());
    }

    public static String write(Event event) {
        var out = new StringBuilder();
        write(event, out);
        return out.toString();
    }

    /** Appends the event's JSON form. */
    public static void write(Event event, StringBuilder out) {
        if (event instanceof Event.Delta delta) {
            writeDelta(delta, out);
        } else {
            var components = Json.write(event);
            out.append(BEGIN).append(name(event)).append('"');
            out.append(components.length() > 2 ? "," : "")
                    .append(components, 1, components.length());
        }
    }

    /** Whether a text that was written here is an event of that type, at little cost. */
    public static boolean isOf(Class<? extends Event> type, String json) {
        var name = NAMES.get(type);
        return json.startsWith(BEGIN)
                && json.startsWith(name, BEGIN.length())
                && json.startsWith("\"", BEGIN.length() + name.length());
    }

    /**
     * @throws IllegalArgumentException when the text is no event of this version
     */
    public static Event read(String json) {
        var tree = (ObjectNode) Json.parse(json);
        var name = tree.remove("type").asText();
        var type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown event type " + name);
        }
        return Json.convert(tree, type);
    }

    private static void writeDelta(Event.Delta delta, StringBuilder out) {
        out.ensureCapacity(out.length() + 80 + delta.text().length());
        out.append(BEGIN).append(name(delta)).append("\",\"message\":");
        Json.quote(out, delta.message())
                .append(",\"part\":")
                .append(delta.part())
                .append(",\"text\":");
        Json.quote(out, delta.text()).append('}');
    }

    private static Stream<Class<? extends Event>> leaves(Class<?> type) {
        return type.isInterface()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventJson::leaves)
                : Stream.of(type.asSubclass(Event.class));
    }

    private static String nameOf(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
