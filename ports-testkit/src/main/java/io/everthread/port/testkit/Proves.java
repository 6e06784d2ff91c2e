package io.everthread.port.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Ties a contract's test to the numbered rules it proves, such as {@code AG-31}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Proves {

    /** The rules' numbers, as they stand in the Javadoc of the ports; at least one. */
    String[] value();
}
