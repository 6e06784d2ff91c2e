package io.everthread.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Has the fake of each test follow a script file, and registers {@link EverthreadExtension}. On a method it takes the
 * place of the one on the class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(EverthreadExtension.class)
public @interface EverthreadScript {

    /**
     * A resource on the class path, from the test class's package or, with a leading slash, from the root; if there
     * is none, a file. The format is {@link io.everthread.adapter.inmemory.ScriptFile}'s.
     */
    String value();

    /** Whether a turn that no rule covers fails, and with it the test. */
    boolean strict() default false;
}
