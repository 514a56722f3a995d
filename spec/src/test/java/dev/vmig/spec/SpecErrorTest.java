package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.spec.SpecException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A specification that cannot be loaded gives one line, and nothing on the console. */
class SpecErrorTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void capture() {
        PrintStream capturing = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capturing);
        System.setErr(capturing);
    }

    @AfterEach
    void release() {
        System.setOut(out);
        System.setErr(err);
    }

    private static Arguments module(String before, String after, String message) {
        return Arguments.of(Toys.with("Counter.tla", before, after), Kind.SPEC, message);
    }

    private static Arguments config(String text, String message) {
        return Arguments.of(Toys.FILES.withFile("Counter.cfg", text), Kind.CONFIG, message);
    }

    static Stream<Arguments> broken() {
        String constants = "CONSTANTS Max = 4 Nobody = Nobody\nSPECIFICATION Spec\n";
        return Stream.of(
                module(
                        "Restart ==",
                        "Restart == ==",
                        "Counter.tla:20:12: expected \"Expression or Instance\", found \"==\""),
                module(
                        "Restart ==",
                        "Restart =",
                        "Counter.tla:20:1: the definition before has ended, and this begins none (expected: NAME =="
                                + " expression, with two =, or the ==== that ends the module), found \"Restart\""),
                module("count = Max\n", "count = Mix\n", "Counter.tla:21:16: Unknown operator: `Mix'."),
                module("Integers", "Intejers", "Intejers.tla: no such file"),
                module(
                        "Steps ==",
                        "St`eps ==",
                        "Counter.tla:11:3: cannot be read: Encountered: \"`\" (96), after : \"\""),
                module("MODULE Counter", "MODULE Cuonter", "Counter.tla: holds no module Counter"),
                Arguments.of(Toys.FILES.withFile("Counter.tla", ""), Kind.SPEC, "Counter.tla: holds no module Counter"),
                Arguments.of(
                        Toys.FILES.withFile("Counter.tla", "\u0000\u0001\u0002"),
                        Kind.SPEC,
                        "Counter.tla: holds no module Counter"),
                config(
                        "CONSTANT Nobody = Nobody SPECIFICATION Spec",
                        "Counter.cfg: The constant parameter Max is not assigned a value by the configuration file."),
                config(
                        constants + "INVARIANT Nix",
                        "Counter.cfg: The invariant Nix specified in the configuration file is not defined in the"
                                + " specification."),
                config(constants + "CONSTANT x == y", "Counter.cfg:3: It was expecting = or <-, but did not find it."));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isOneLineWithThePlace(SpecFiles files, Kind kind, String message) {
        assertThatThrownBy(() -> Oracle.open(files, "Counter", "Counter.cfg").close())
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
