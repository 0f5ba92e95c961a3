package runnel.tool.methods;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import runnel.tool.Tool;

/**
 * A public method of a {@link Toolset} that agents can call.
 *
 * <p>Its parameters are the tool's arguments: text, numbers, truth values, enums, records, lists,
 * maps and optionals of those; besides, a {@link Tool.Caller} is given who calls. It returns a
 * text, a {@link runnel.tool.ToolOutput}, or anything that has a form in JSON. What it throws is
 * told to the model.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ToolMethod {
    /** What it does and when to use it, for the model. */
    String value();

    /** The tool's name; the method's in snake_case where it is empty. */
    String name() default "";

    /** Whether a call changes something outside: then its owner is asked first. */
    boolean sideEffects() default false;

    /** After so long a call is given up. */
    int timeoutMillis() default Tool.TIMEOUT_MILLIS;
}
