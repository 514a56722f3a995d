package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.trace.qemu.QemuReport.Bytes;
import dev.vmig.trace.qemu.QemuReport.Step;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.walk.SpecOracles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The logs of a real migration of an mtty device by QEMU 11.1.3. They are not part of the sources: run it with
 * {@code -Dvmig.qemu.logs=FOLDER}.
 */
@EnabledIfSystemProperty(named = RealLogsTest.FOLDER, matches = ".+", disabledReason = "the logs are not at hand")
class RealLogsTest {
    static final String FOLDER = "vmig.qemu.logs";

    @Test
    void sourceIsUnderstoodCompletely() throws IOException {
        QemuReport report = check("qemu-11.1.3-mtty-source.log");
        assertThat(report.devices().get(0).walk())
                .extracting(Step::state)
                .containsExactly(
                        "RUNNING",
                        "RUNNING_P2P",
                        "RUNNING",
                        "PRE_COPY",
                        "PRE_COPY_P2P",
                        "STOP_COPY",
                        "STOP_COPY",
                        "STOP");
        assertThat(report.devices().get(0).bytes())
                .containsExactly(new Bytes("PRE_COPY", 24, 1), new Bytes("STOP_COPY", 72, 1));
        assertThat(report.accepted()).isEqualTo(47);
    }

    @Test
    void targetIsUnderstoodCompletely() throws IOException {
        QemuReport report = check("qemu-11.1.3-mtty-target.log");
        assertThat(report.devices().get(0).walk())
                .extracting(Step::state)
                .containsExactly("RUNNING", "RESUMING", "RUNNING_P2P", "RUNNING");
        assertThat(report.devices().get(0).bytes()).containsExactly(new Bytes("RESUMING", 96, 2));
        assertThat(report.accepted()).isEqualTo(23);
    }

    @Test
    void bothAreOneMigration() throws IOException {
        try (SpecOracles oracles = SpecOracles.bundled()) {
            MigrationReport report = new MigrationChecker(oracles)
                    .check(
                            "source",
                            read("qemu-11.1.3-mtty-source.log"),
                            "target",
                            read("qemu-11.1.3-mtty-target.log"));
            assertThat(report.holds()).isTrue();
            assertThat(report.complete()).isTrue();
            assertThat(report.migrations())
                    .extracting(MigrationReport.Migration::end)
                    .containsExactly(MigrationReport.End.AT_THE_TARGET);
        }
    }

    private static String read(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty(FOLDER)).resolve(name));
    }

    private static QemuReport check(String name) throws IOException {
        String text = read(name);
        try (SpecOracles oracles = SpecOracles.bundled()) {
            QemuReport report = new QemuChecker(oracles).check(name, text);
            assertThat(report.holds()).isTrue();
            assertThat(report.complete()).isTrue();
            assertThat(report.versions()).containsExactly(11);
            assertThat(report.count(Taken.UNKNOWN)).isZero();
            assertThat(report.events().stream()
                            .mapToInt(QemuReport.EventCount::count)
                            .sum())
                    .isEqualTo((int) text.lines()
                            .filter(line -> line.startsWith("vfio_"))
                            .count());
            return report;
        }
    }
}
