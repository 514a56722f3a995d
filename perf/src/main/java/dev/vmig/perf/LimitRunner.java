package dev.vmig.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds and runs the same work in C. */
final class LimitRunner {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path program;
    private final Effort effort;

    private LimitRunner(Path program, Effort effort) {
        this.program = program;
        this.effort = effort;
    }

    /**
     * Builds it with {@code gcc -O2}.
     *
     * @param sources the folder of the sources
     * @param program the file to build
     * @return empty if there is no gcc
     * @throws IOException what the compiler says, if it fails
     */
    static Optional<LimitRunner> build(Path sources, Path program, Effort effort)
            throws IOException, InterruptedException {
        if (gccVersion().isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(
                List.of("gcc", "-O2", "-std=c11", "-D_POSIX_C_SOURCE=199309L", "-Wall", "-Wextra", "-o"));
        command.add(program.toString());
        try (Stream<Path> files = Files.list(sources)) {
            files.filter(file -> file.toString().endsWith(".c"))
                    .sorted()
                    .map(Path::toString)
                    .forEach(command::add);
        }
        run(command);
        return Optional.of(new LimitRunner(program, effort));
    }

    /** The first line that {@code gcc --version} prints, if there is a gcc. */
    static Optional<String> gccVersion() throws InterruptedException {
        try {
            return run(List.of("gcc", "--version")).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Runs the forms of a work, if it is there in C. */
    List<Measurement> run(Work work, int round) throws IOException, InterruptedException {
        List<Measurement> measurements = new ArrayList<>();
        if (!names().contains(work.name())) {
            return measurements;
        }
        String output = run(List.of(
                program.toString(),
                work.name(),
                Integer.toString(effort.iterations()),
                Integer.toString(effort.iterationMillis())));
        for (String line : output.lines().toList()) {
            JsonNode form = JSON.readTree(line);
            measurements.add(new Measurement(
                    work.name(),
                    Measurement.C + form.get("form").asText(),
                    round,
                    form.get("nsPerOp").asDouble(),
                    form.get("least").asDouble(),
                    0));
        }
        return measurements;
    }

    private List<String> names() throws IOException, InterruptedException {
        return run(List.of(program.toString(), "--list")).lines().toList();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + ": exit code " + code + "\n" + output);
        }
        return output;
    }
}
