import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes the mistakes of mutants.txt one by one and reports which of them the contracts notice. See {@code run}. */
public final class Mutants {

    private static final Path HERE = Path.of("mutants");
    private static final Path TESTED = Path.of("adapters-inmemory");
    private static final Path TEST_CLASSES = TESTED.resolve("target/test-classes").toAbsolutePath();
    private static final int SECONDS = 60;

    /** One mistake. */
    private record Mutant(List<String> rules, String name, String type, String out, String in) {

        static Mutant parse(String block) {
            List<String> lines = block.lines().toList();
            Matcher head = Pattern.compile("\\[(.+)] (.+)").matcher(lines.get(0));
            if (!head.matches()) {
                throw new IllegalArgumentException("a block must begin with [RULE] and a name: " + lines.get(0));
            }
            return new Mutant(
                    List.of(head.group(1).split(", ")),
                    head.group(2),
                    lines.get(1),
                    marked(lines, '-'),
                    marked(lines, '+'));
        }

        private static String marked(List<String> lines, char mark) {
            return lines.stream()
                    .skip(2)
                    .filter(line -> line.charAt(0) == mark)
                    .map(line -> line.substring(1).strip())
                    .collect(Collectors.joining("\n"));
        }

        private Pattern place() {
            return Pattern.compile(Stream.of(out.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s*")));
        }

        /** Whether the source still has the text that is taken out, once. */
        boolean fits(String source) {
            return place().matcher(source).results().count() == 1;
        }

        /** The source with the mistake in it. */
        String in(String source) {
            return place().matcher(source).replaceFirst(Matcher.quoteReplacement(in));
        }
    }

    /** What became of a mistake, for the table. */
    private record Result(boolean caught, String how) {}

    private final Path scratch;
    private final String classPath = System.getProperty("java.class.path");

    private Mutants(Path scratch) {
        this.scratch = scratch;
    }

    public static void main(String[] args) throws Exception {
        Path scratch = Files.createTempDirectory("everthread-mutants-");
        boolean allCaught;
        try {
            allCaught = new Mutants(scratch).run(args.length == 0 ? "" : args[0]);
        } finally {
            delete(scratch);
        }
        System.exit(allCaught ? 0 : 1);
    }

    private boolean run(String word) throws Exception {
        String file = Files.readString(HERE.resolve("mutants.txt")).replaceAll("(?m)^#.*\n", "");
        List<Mutant> mutants = Stream.of(file.strip().split("\n\n+"))
                .filter(block -> block.contains(word))
                .map(Mutant::parse)
                .toList();
        List<String> stale = new ArrayList<>();
        for (Mutant mutant : mutants) {
            if (!mutant.fits(Files.readString(source(mutant.type())))) {
                stale.add("'" + mutant.name() + "': " + mutant.type() + " must have once: " + mutant.out());
            }
        }
        if (!stale.isEmpty()) {
            System.err.println("The sources have moved on; bring mutants.txt up to date:\n" + String.join("\n", stale));
            return false;
        }
        compile(HERE.resolve("Contracts.java"), scratch);
        Result sound = contracts("", List.of());
        if (sound.caught()) {
            System.err.println("The contracts fail without any mutant: " + sound.how());
            return false;
        }
        System.err.println(sound.how() + " without mutants; now " + mutants.size() + " mutants");

        List<Result> results = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Callable<Result>> tries = new ArrayList<>();
            for (Mutant mutant : mutants) {
                tries.add(() -> tried(mutant));
            }
            for (Future<Result> result : workers.invokeAll(tries)) {
                results.add(result.get());
            }
        } finally {
            workers.shutdown();
        }
        StringBuilder table = new StringBuilder();
        int caught = 0;
        for (int i = 0; i < mutants.size(); i++) {
            Mutant mutant = mutants.get(i);
            Result result = results.get(i);
            caught += result.caught() ? 1 : 0;
            table.append("| %s | %s | `%s` | %s |%n".formatted(
                    String.join(", ", mutant.rules()),
                    mutant.name(),
                    mutant.type(),
                    result.caught() ? result.how() : "**nothing**"));
        }
        System.out.printf("""
                # Mutants

                `mutants/run >docs/mutants.md` makes each of these mistakes in the domain, the engine or the fake, by itself, and runs the
                tests of the fake: first the contracts' tests of the rule it breaks, then all contracts and the fake's own tests. The
                mistakes are in `mutants/mutants.txt`.

                %d of %d mistakes were noticed. Without any, %s.

                | rule | mistake | in | noticed by |
                | --- | --- | --- | --- |
                %s""", caught, mutants.size(), sound.how(), table);
        return caught == mutants.size();
    }

    private Result tried(Mutant mutant) throws Exception {
        Path source = source(mutant.type());
        Path folder = Files.createTempDirectory(scratch, "mutant");
        Path mutated = Files.writeString(folder.resolve(source.getFileName()), mutant.in(Files.readString(source)));
        compile(mutated, folder);
        Result result = contracts(folder + File.pathSeparator, mutant.rules());
        System.err.printf("%-8s %s: %s%n", result.caught() ? "caught" : "SURVIVED", mutant.name(), result.how());
        return result;
    }

    private static Path source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""), 20)) {
            List<Path> found = files.filter(file -> file.endsWith(type + ".java") && file.toString().contains("src/main/java"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(type + " is not one file but " + found);
            }
            return found.get(0);
        }
    }

    private void compile(Path source, Path to) {
        StringWriter said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var options = List.of("-d", to.toString(), "-cp", classPath, "-proc:none", "-nowarn", "--release", "17");
        if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source)).call()) {
            throw new IllegalStateException("does not compile: " + said);
        }
    }

    /** Runs the contracts in a JVM of their own, since a mutant may hang. */
    private Result contracts(String before, List<String> rules) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                before + scratch + File.pathSeparator + classPath,
                "Contracts",
                TEST_CLASSES.toString()));
        command.addAll(rules);
        Path output = Files.createTempFile(scratch, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(TESTED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Result(true, "no end within " + SECONDS + " s");
        }
        List<String> said = Files.readAllLines(output);
        String last = said.isEmpty() ? "" : said.get(said.size() - 1);
        if (last.startsWith("PASSED ") && !last.equals("PASSED 0")) {
            return new Result(false, last.substring("PASSED ".length()) + " tests pass");
        }
        if (!last.startsWith("FAILED ")) {
            throw new IllegalStateException("the contracts did not run: " + String.join("\n", said));
        }
        String[] failed = last.substring("FAILED ".length()).split(" ", 2);
        return new Result(true, "`" + failed[0] + "`" + (failed[1].isEmpty() ? "" : " (" + failed[1] + ")"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
