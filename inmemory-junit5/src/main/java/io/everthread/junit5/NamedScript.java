package io.everthread.junit5;

import io.everthread.adapter.inmemory.InMemory;
import io.everthread.adapter.inmemory.Script;
import io.everthread.adapter.inmemory.ScriptFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the script that a test names. */
final class NamedScript {

    private NamedScript() {}

    /** Opens a fake that follows the test's script, if it names one. */
    static InMemory open(ExtensionContext test) {
        InMemory inMemory = InMemory.create();
        annotation(test).ifPresent(named -> {
            inMemory.script(read(named.value(), test.getRequiredTestClass()));
            if (named.strict()) {
                inMemory.strict();
            }
        });
        return inMemory;
    }

    private static Optional<EverthreadScript> annotation(ExtensionContext test) {
        List<Class<?>> enclosing = test.getEnclosingTestClasses();
        Stream<Class<?>> inwards = Stream.concat(enclosing.stream(), Stream.of(test.getRequiredTestClass()));
        return AnnotationSupport.findAnnotation(test.getTestMethod(), EverthreadScript.class)
                .or(() -> inwards.map(type -> AnnotationSupport.findAnnotation(type, EverthreadScript.class))
                        .flatMap(Optional::stream)
                        .reduce((outer, inner) -> inner));
    }

    private static Script read(String name, Class<?> testClass) {
        try (InputStream resource = testClass.getResourceAsStream(name)) {
            if (resource != null) {
                return ScriptFile.read(name, resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = Path.of(name);
        if (Files.notExists(file)) {
            throw new ExtensionConfigurationException("@EverthreadScript(\"" + name + "\") of " + testClass.getName()
                    + " names neither a resource on the class path, as seen from that class, nor a file, as seen from "
                    + Path.of("").toAbsolutePath() + ".");
        }
        return ScriptFile.read(file);
    }
}
