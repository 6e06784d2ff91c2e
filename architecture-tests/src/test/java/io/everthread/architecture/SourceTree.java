package io.everthread.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that the program is made from. */
final class SourceTree {

    /** The top-level folder; tests run in their module's. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private SourceTree() {}

    /** The folders that hold sources of a module, by the names they have on disk, whatever the root pom says. */
    static List<String> moduleFolders() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(
                            folder -> Files.exists(folder.resolve("pom.xml")) || Files.exists(folder.resolve("src")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> adapterFolders() {
        return moduleFolders().stream()
                .filter(name -> name.startsWith("adapters-"))
                .toList();
    }

    /** The Java files below a folder; none if there is no such folder. */
    static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
