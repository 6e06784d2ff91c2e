package com.example.frontdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/** What came along with Everthread, and what did not. */
class ClassPathTest {

    /** The compiler looks for processors on the class path in the same way. */
    @Test
    void holdsNoAnnotationProcessor() {
        assertThat(ServiceLoader.load(Processor.class)).isEmpty();
    }

    @Test
    void holdsNoCommandLine() {
        assertThatThrownBy(() -> Class.forName("picocli.CommandLine")).isInstanceOf(ClassNotFoundException.class);
    }
}
