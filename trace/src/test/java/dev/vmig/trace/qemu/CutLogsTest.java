package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.walk.SpecOracles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Correct logs that end too early or begin too late: at no line are they told to break a rule, and within a migration they
 * never hold to their end.
 */
class CutLogsTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();

    private final QemuChecker checker = new QemuChecker(ORACLES);

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v80-no-p2p", "v82-two", "v100-fails-returns", "v111-fails-returns", "v111-p2p-refused-returns"})
    void logThatEndsWithinAMigrationIsOpen(String name) throws TraceFormatException {
        List<String> lines = Logs.read("cases/" + name + ".log").lines().toList();
        int begins = checker.check(name, Logs.read("cases/" + name + ".log"))
                .vms()
                .get(0)
                .attempts()
                .get(0)
                .firstLine();
        int closed = lastIndex(lines, "vfio_save_cleanup") + 1;
        for (int end = 1; end < lines.size(); end++) {
            String at = name + " to line " + end + ": " + lines.get(end - 1);
            Optional<QemuReport> report = check(lines.subList(0, end));
            assertThat(report.map(QemuReport::holds).orElse(true)).as(at).isTrue();
            if (begins <= end && end < closed) {
                assertThat(report.map(QemuReport::complete).orElse(false))
                        .as(at)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v80-no-p2p", "v82-fails-returns", "v111-paused-fails", "v111-p2p-refused-returns"})
    void logThatBeginsLateBreaksNoRule(String name) {
        List<String> lines = Logs.read("cases/" + name + ".log").lines().toList();
        for (int begin = 1; begin < lines.size(); begin++) {
            assertThat(check(lines.subList(begin, lines.size()))
                            .map(QemuReport::holds)
                            .orElse(true))
                    .as(name + " from line " + (begin + 1) + ": " + lines.get(begin))
                    .isTrue();
        }
    }

    /** Empty if there is nothing to check yet. */
    private Optional<QemuReport> check(List<String> lines) {
        try {
            return Optional.of(checker.check("log", String.join("\n", lines) + "\n"));
        } catch (TraceFormatException e) {
            return Optional.empty();
        }
    }

    private static int lastIndex(List<String> lines, String event) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith(event) ? i : last;
        }
        return last;
    }
}
