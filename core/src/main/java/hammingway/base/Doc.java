package hammingway.base;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a person must know of a field of a specification. It is the one source of the tooltips and ranges of forms, of the
 * command line's help, and of {@link SpecCodec}'s checks.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Doc {
    /** One sentence. */
    String value();

    /** The unit, such as {@code tokens} or {@code bits}; empty where there is none. */
    String unit() default "";

    /** Least value allowed, for numbers. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Greatest value allowed, for numbers. */
    double max() default Double.POSITIVE_INFINITY;

    /** The value of a field that is left out, as JSON; empty: the field is required. */
    String byDefault() default "";
}
