package runnel.tool.methods;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.base.Json;

/** The JSON Schema of a Java type. */
final class JavaSchema {
    /** Of types in types; what lies deeper may be anything. */
    private static final int DEPTH = 8;

    private static final Set<Class<?>> WHOLE =
            Set.of(
                    int.class,
                    Integer.class,
                    long.class,
                    Long.class,
                    short.class,
                    Short.class,
                    BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);
    private static final String TYPE = "type";

    private JavaSchema() {}

    /**
     * @throws IllegalArgumentException for a type that has no form in JSON
     */
    static ObjectNode of(Type type, AnnotatedElement element) {
        var schema = of(type, 0);
        var about = element.getAnnotation(Argument.class);
        if (about != null && !about.value().isBlank()) {
            schema.put("description", about.value());
        }
        return schema;
    }

    /** Whether it may be left out. */
    static boolean isOptional(Type type) {
        return raw(type) == Optional.class;
    }

    private static ObjectNode of(Type type, int depth) {
        var schema = Json.object();
        var raw = raw(type);
        if (raw == Optional.class) {
            return of(inner(type, 0), depth);
        }
        if (depth > DEPTH || raw == Object.class) {
            return schema;
        }
        if (raw == String.class) {
            schema.put(TYPE, "string");
        } else if (WHOLE.contains(raw)) {
            schema.put(TYPE, "integer");
        } else if (NUMBERS.contains(raw)) {
            schema.put(TYPE, "number");
        } else if (raw == boolean.class || raw == Boolean.class) {
            schema.put(TYPE, "boolean");
        } else if (raw.isEnum()) {
            var values = schema.put(TYPE, "string").putArray("enum");
            Arrays.stream(raw.getEnumConstants())
                    .forEach(value -> values.add(((Enum<?>) value).name()));
        } else if (raw.isArray()) {
            schema.put(TYPE, "array").set("items", of(raw.getComponentType(), depth + 1));
        } else if (Collection.class.isAssignableFrom(raw)) {
            schema.put(TYPE, "array").set("items", of(inner(type, 0), depth + 1));
        } else if (Map.class.isAssignableFrom(raw)) {
            schema.put(TYPE, "object").set("additionalProperties", of(inner(type, 1), depth + 1));
        } else if (raw.isRecord()) {
            record(schema, raw, depth);
        } else {
            throw new IllegalArgumentException("no form in JSON for " + type.getTypeName());
        }
        return schema;
    }

    private static void record(ObjectNode schema, Class<?> type, int depth) {
        var properties = schema.put(TYPE, "object").putObject("properties");
        var required = schema.putArray("required");
        for (RecordComponent component : type.getRecordComponents()) {
            if (isOptional(component.getGenericType())) {
                throw new IllegalArgumentException(
                        "a record has no optional components: " + component.getName());
            }
            var part = of(component.getGenericType(), depth + 1);
            var about = component.getAnnotation(Argument.class);
            if (about != null) {
                part.put("description", about.value());
            }
            properties.set(component.getName(), part);
            required.add(component.getName());
        }
    }

    /** A parameter of a type, such as what a list is of. */
    static Type inner(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            default -> Object.class;
        };
    }
}
