package runnel.tool.methods;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** A Java method as a tool. */
public final class MethodTool implements Tool {
    private static final Logger LOG = LoggerFactory.getLogger(MethodTool.class);
    private static final String NAME = "[a-zA-Z0-9_-]{1,64}";

    private final Object object;
    private final Method method;
    private final ToolMethod about;
    private final ToolSpec spec;

    private MethodTool(Object object, Method method, ToolMethod about) {
        this.object = object;
        this.method = method;
        this.about = about;
        this.spec = new ToolSpec(name(method, about), about.value(), schema(method));
    }

    /**
     * The tools of an object.
     *
     * @throws Problem {@code tool-method} for a method that cannot be one
     */
    public static List<Tool> of(Toolset object) {
        var tools = new ArrayList<Tool>();
        var methods = object.getClass().getMethods();
        Arrays.sort(methods, (one, other) -> one.getName().compareTo(other.getName()));
        for (var method : methods) {
            var about = method.getAnnotation(ToolMethod.class);
            if (about != null) {
                tools.add(tool(object, method, about));
            }
        }
        return tools;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public boolean hasSideEffects() {
        return about.sideEffects();
    }

    @Override
    public int timeoutMillis() {
        return about.timeoutMillis();
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var values = new ArrayList<@Nullable Object>();
        for (var parameter : method.getParameters()) {
            values.add(parameter.getType() == Caller.class ? caller : value(parameter, arguments));
        }
        try {
            return output(method.invoke(object, values.toArray()));
        } catch (InvocationTargetException e) {
            throw failure(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tool tool(Toolset object, Method method, ToolMethod about) {
        try {
            // Its class need not be public.
            if (Modifier.isStatic(method.getModifiers()) || !method.trySetAccessible()) {
                throw new IllegalArgumentException("it must be public and not static");
            }
            var tool = new MethodTool(object, method, about);
            if (!tool.spec.name().matches(NAME)) {
                throw new IllegalArgumentException("no name for a tool: " + tool.spec.name());
            }
            return tool;
        } catch (IllegalArgumentException e) {
            throw new Problem(
                            Problem.Kind.INVALID,
                            "tool-method",
                            method.getDeclaringClass().getName() + "." + method.getName(),
                            String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private @Nullable Object value(Parameter parameter, JsonNode arguments) {
        var name = name(parameter);
        var node = arguments.path(name);
        var missing = node.isMissingNode() || node.isNull();
        var type = parameter.getParameterizedType();
        if (JavaSchema.isOptional(type)) {
            return missing
                    ? Optional.empty()
                    : Optional.of(converted(name, node, JavaSchema.inner(type, 0)));
        }
        if (missing) {
            throw new ToolFailure("The argument \"" + name + "\" is missing.");
        }
        return converted(name, node, type);
    }

    private static Object converted(String name, JsonNode node, Type type) {
        try {
            return Json.convert(node, type);
        } catch (IllegalArgumentException e) {
            throw new ToolFailure(
                    "The argument \"%s\" does not fit: %s"
                            .formatted(
                                    name,
                                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    private static ToolOutput output(@Nullable Object result) {
        return switch (result) {
            case null -> ToolOutput.of("Done.");
            case ToolOutput output -> output;
            case String text -> ToolOutput.of(text);
            default -> ToolOutput.of(Json.write(result));
        };
    }

    private RuntimeException failure(@Nullable Throwable thrown) throws InterruptedException {
        if (thrown instanceof InterruptedException stop) {
            throw stop;
        }
        if (thrown instanceof ToolFailure || thrown instanceof Problem) {
            return (RuntimeException) thrown;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        LOG.warn("the tool {} failed", spec.name(), thrown);
        var kind = thrown == null ? "" : thrown.getClass().getSimpleName();
        var words = thrown == null || thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return new ToolFailure("It failed with " + kind + words);
    }

    private static String schema(Method method) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        for (var parameter : method.getParameters()) {
            if (parameter.getType() == Caller.class) {
                continue;
            }
            var type = parameter.getParameterizedType();
            properties.set(name(parameter), JavaSchema.of(type, parameter));
            if (!JavaSchema.isOptional(type)) {
                required.add(name(parameter));
            }
        }
        return schema.toString();
    }

    private static String name(Parameter parameter) {
        var about = parameter.getAnnotation(Argument.class);
        if (about != null && !about.name().isEmpty()) {
            return about.name();
        }
        if (!parameter.isNamePresent()) {
            throw new IllegalArgumentException(
                    "its parameters have no names: compile with -parameters, or give them by @Argument");
        }
        return parameter.getName();
    }

    private static String name(Method method, ToolMethod about) {
        return about.name().isEmpty()
                ? method.getName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT)
                : about.name();
    }
}
