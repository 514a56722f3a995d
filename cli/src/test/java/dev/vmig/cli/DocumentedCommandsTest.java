package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The commands that README and guides show print what is shown. A block of kind {@code console} holds commands behind {@code $}, each
 * followed by its output; a line {@code ...} stands for any number of lines. Blanks, the digits of decimals (seconds) and how often a
 * rule was judged are not compared. {@code -Dvmig.docs=write} writes the output of commands that are shown whole.
 */
class DocumentedCommandsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> DOCUMENTS = List.of("README.md", "docs/tutorial.md");
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    /** An argument of a shell: blanks in double quotes do not end it. */
    private static final Pattern ARGUMENT = Pattern.compile("(?:[^ \"]|\"[^\"]*\")+");

    private static final String ELISION = "...";

    private record Shown(String document, String command, List<String> output) {
        boolean whole() {
            return !output.contains(ELISION);
        }
    }

    @TestFactory
    Stream<DynamicTest> outputIsWhatIsShown() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String document : DOCUMENTS) {
            for (Shown shown : shownIn(document, Files.readString(PROJECT.resolve(document)))) {
                tests.add(DynamicTest.dynamicTest(document + ": " + shown.command(), () -> check(shown)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static List<Shown> shownIn(String document, String text) {
        List<Shown> all = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            for (String line : blocks.group(1).split("\n", -1)) {
                if (line.startsWith("$ ")) {
                    all.add(new Shown(document, line.substring(2), new ArrayList<>()));
                } else if (!all.isEmpty() && !line.isBlank()) {
                    all.get(all.size() - 1).output().add(line);
                }
            }
        }
        return all.stream()
                .filter(shown -> shown.command().startsWith("./vmig "))
                .filter(shown -> !shown.output().isEmpty())
                .toList();
    }

    private static void check(Shown shown) throws IOException, InterruptedException {
        if (shown.command().equals("./vmig check")) {
            // CheckCommandTest runs the models; here only the lines are compared with the catalogue.
            checkLinesOfModels(shown);
            return;
        }
        List<String> output = run(shown.command().substring("./vmig ".length()));
        if ("write".equals(System.getProperty("vmig.docs")) && shown.whole()) {
            write(shown, output);
            return;
        }
        assertThat(comparable(output))
                .as("%s: output of %s, which is%n%s", shown.document(), shown.command(), String.join("\n", output))
                .matches(pattern(shown.output()));
    }

    private static void checkLinesOfModels(Shown shown) throws IOException, InterruptedException {
        String list = String.join("\n", run("check --list"));
        for (String line : shown.output()) {
            if (line.startsWith("MC")) {
                assertThat(list).as("line of check in %s", shown.document()).contains(line.split(" ", 2)[0]);
            }
        }
    }

    private static List<String> run(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Vmig.class.getName()));
        ARGUMENT.matcher(arguments)
                .results()
                .map(match -> match.group().replace("\"", ""))
                .forEach(command::add);
        Process process = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().filter(line -> !line.isBlank()).toList();
    }

    private static String comparable(List<String> lines) {
        return lines.stream()
                .map(line ->
                        line.replaceAll("\\d+(\\.\\d+| times)", "#").strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Pattern pattern(List<String> shown) {
        StringBuilder regex = new StringBuilder();
        for (String line : shown) {
            regex.append(line.equals(ELISION) ? "(?s:.*\n)?" : Pattern.quote(comparable(List.of(line))));
        }
        return Pattern.compile(regex.toString());
    }

    private static void write(Shown shown, List<String> output) throws IOException {
        Path file = PROJECT.resolve(shown.document());
        String old = "$ " + shown.command() + "\n" + String.join("\n", shown.output()) + "\n";
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, "$ " + shown.command() + "\n" + String.join("\n", output) + "\n"));
    }
}
