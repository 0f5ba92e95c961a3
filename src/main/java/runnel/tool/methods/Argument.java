package runnel.tool.methods;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the model is told of a parameter, or of a component of a record. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Argument {
    /** What it means. */
    String value();

    /** Its name, where the class was compiled without {@code -parameters}. */
    String name() default "";
}
