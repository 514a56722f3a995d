package dev.vmig.samples.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.junit.ConformanceSuite;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What docs/driver-author.md tells to write conforms, and the mistake that it tells to make is found as it says. */
class DriverAuthorDocumentTest {
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final String RIGHT = "case END_SAVING -> session.ended = true;";
    private static final String WRONG = "case END_SAVING -> {}";

    @TempDir
    Path folder;

    /** What became of the tests of the class. */
    private record Outcomes(int tests, int skipped, List<String> failures) {}

    private static String document() throws IOException {
        return Files.readString(Path.of("..", "docs", "driver-author.md"));
    }

    /** Compiles both classes of the document and runs the tests. */
    private Outcomes outcomes(String right, String wrong) throws IOException, ReflectiveOperationException {
        List<String> sources =
                JAVA.matcher(document()).results().map(MatchResult::group).toList();
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()));
        for (String name : List.of("Counter", "CounterTest")) {
            String block = sources.get(name.equals("Counter") ? 0 : 1);
            String source = block.substring("```java\n".length(), block.length() - "```".length());
            Path file = folder.resolve(name + ".java");
            arguments.add(Files.writeString(file, source.replace(right, wrong)).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            var constructor = loader.loadClass("example.CounterTest").getDeclaredConstructor();
            constructor.setAccessible(true);
            return outcomes((ConformanceSuite) constructor.newInstance());
        }
    }

    private static Outcomes outcomes(ConformanceSuite suite) {
        List<String> failures = new ArrayList<>();
        int skipped = 0;
        List<DynamicTest> tests = suite.rules().toList();
        for (DynamicTest test : tests) {
            try {
                test.getExecutable().execute();
            } catch (AssertionFailedError e) {
                failures.add(String.valueOf(e.getMessage()));
            } catch (TestAbortedException e) {
                skipped++;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
        return new Outcomes(tests.size(), skipped, failures);
    }

    @Test
    void driverConformsAndItsTestsAreCountedAsShown() throws IOException, ReflectiveOperationException {
        Outcomes outcomes = outcomes(RIGHT, RIGHT);
        assertThat(outcomes.failures()).isEmpty();
        assertThat(document())
                .contains(
                        "Tests run: " + outcomes.tests() + ", Failures: 0, Errors: 0, Skipped: " + outcomes.skipped());
    }

    @Test
    void mistakeIsFoundAsTheDocumentSays() throws IOException, ReflectiveOperationException {
        assertThat(document()).contains(RIGHT);
        List<String> failures = outcomes(RIGHT, WRONG).failures();
        assertThat(failures).hasSize(2);
        assertThat(document()).contains(failures.get(0));
    }
}
