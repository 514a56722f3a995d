package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.EventCount;
import dev.vmig.trace.qemu.QemuReport.Rejected;
import dev.vmig.trace.qemu.QemuReport.Step;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.walk.SpecOracles;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QemuCheckerTest {
    private static final String D = " (0000:00:04.0) ";
    private static final String SET = "vfio_migration_set_state " + D;
    private static final String GOT = "vfio_migration_set_device_state " + D;

    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final QemuChecker CHECKER = new QemuChecker(ORACLES);

    private final String source = Logs.read(Logs.SOURCE);
    private final String target = Logs.read(Logs.TARGET);

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @Test
    void sourceOfAMigrationIsWalkedToItsEnd() throws TraceFormatException {
        QemuReport report = CHECKER.check("source", source);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.versions()).containsExactly(11);
        DeviceReport device = report.devices().get(0);
        assertThat(device.features()).contains(7);
        assertThat(device.walk())
                .extracting(Step::state)
                .containsExactly(
                        "RUNNING",
                        "RUNNING",
                        "RUNNING_P2P",
                        "RUNNING",
                        "PRE_COPY",
                        "PRE_COPY_P2P",
                        "STOP_COPY",
                        "STOP_COPY",
                        "STOP");
        assertThat(device.walk()).extracting(Step::how).contains("start", "reset", "already there");
        assertThat(device.bytes())
                .containsExactly(new QemuReport.Bytes("PRE_COPY", 1000, 2), new QemuReport.Bytes("STOP_COPY", 4224, 2));
        assertThat(report.count(Taken.UNKNOWN)).isZero();
    }

    @Test
    void targetOfAMigrationIsWalkedToItsEnd() throws TraceFormatException {
        QemuReport report = CHECKER.check("target", target);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.devices().get(0).walk())
                .extracting(Step::state)
                .containsExactly("RUNNING", "RESUMING", "RUNNING_P2P", "RUNNING");
        assertThat(report.devices().get(0).bytes()).containsExactly(new QemuReport.Bytes("RESUMING", 5224, 4));
    }

    @Test
    void everyVfioEventIsCountedAndAccountedFor() throws TraceFormatException {
        QemuReport report = CHECKER.check("source", source + "vfio_invented_tomorrow " + D + "x 1\n");
        assertThat(report.events().stream().mapToInt(EventCount::count).sum()).isEqualTo((int)
                (source.lines().filter(line -> line.startsWith("vfio_")).count() + 1));
        assertThat(report.events())
                .filteredOn(event -> event.taken() == Taken.UNKNOWN)
                .extracting(EventCount::event)
                .containsExactly("vfio_invented_tomorrow");
        assertThat(report.events())
                .filteredOn(event -> event.taken() == Taken.WITHOUT_STATE)
                .allSatisfy(event -> assertThat(event.why()).isNotEmpty());
    }

    @Test
    void skippedStateIsRejectedWhereTheLogSpeaksOfIt() throws TraceFormatException {
        String without = without(without(source, SET + "new state PRE_COPY_P2P"), GOT + "state PRE_COPY_P2P");
        Rejected rejection = rejected(without);
        assertThat(rejection.event()).startsWith("vfio_vmstate_change_prepare").contains("PRE_COPY_P2P");
        assertThat(rejection.before()).containsExactly("PRE_COPY");
        assertThat(without.lines().toList().get(rejection.line() - 1)).startsWith("vfio_vmstate_change_prepare");
    }

    @Test
    void refusalThatIsAnsweredWithSuccessIsRejected() throws TraceFormatException {
        Rejected rejection = rejected(source.replace("mig_flags 0x7", "mig_flags 0x1"));
        assertThat(rejection.event())
                .startsWith("vfio_migration_set_device_state")
                .contains("RUNNING_P2P");
        assertThat(rejection.before()).containsExactly("RUNNING");
        assertThat(rejection.rejection().allowed()).containsExactly("answer EINVAL in state RUNNING");
    }

    @Test
    void answerThatIsNeitherGoalNorRecoveryIsRejected() throws TraceFormatException {
        Rejected rejection = rejected(source.replace(GOT + "state STOP_COPY", GOT + "state STOP"));
        assertThat(rejection.before()).containsExactly("PRE_COPY_P2P");
        assertThat(rejection.rejection().allowed()).contains("answer 0 in state STOP_COPY");
    }

    @Test
    void unansweredRequestIsRejectedAtTheNextEvent() throws TraceFormatException {
        Rejected rejection = rejected(without(source, GOT + "state STOP_COPY"));
        assertThat(rejection.event()).startsWith("vfio_vmstate_change ");
        assertThat(rejection.rejection().allowed()).containsExactly("vfio_migration_set_device_state first");
    }

    @Test
    void answerWithoutARequestIsRejected() throws TraceFormatException {
        assertThat(rejected(source + GOT + "state RUNNING\n").rejection().allowed())
                .containsExactly("vfio_migration_set_state first");
    }

    /** Linux, K-1: RESUMING>STOP succeeds with nothing loaded. */
    @Test
    void deviceThatRunsWithoutAnImageIsRejected() throws TraceFormatException {
        Rejected rejection = rejected(without(target, "vfio_load_state_device_data"));
        assertThat(rejection.event()).endsWith("state RUNNING_P2P");
        assertThat(rejection.before()).containsExactly("RESUMING (no image written)");
        assertThat(rejection.rejection().allowed()).contains("answer EINVAL in state RESUMING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "init 0, dirty 128 | init 1001, dirty 128 | vfio_query_precopy_size | init of at most 1000",
                "initial size 400 precopy | initial size 401 precopy | vfio_save_iterate | initial size of at most 400",
                "initial size 0, precopy dirty size 128 | initial size 0, precopy dirty size 129 | vfio_state_pending"
                        + " | dirty size of at most 128",
                "data_size 4096 | data_size 4097 | vfio_save_block | data_size of at most 4096",
                "data_size 128 | data_size 0 | vfio_save_block | data_size of at least 1",
                "stopcopy size 4096, precopy initial size 0 | stopcopy size 4097, precopy initial size 0"
                        + " | vfio_state_pending | stopcopy size of at most 4096"
            })
    void byteCounterThatGoesWrongIsRejected(String is, String falsified, String event, String allowed)
            throws TraceFormatException {
        Rejected rejection = rejected(source.replace(is, falsified));
        assertThat(rejection.event()).startsWith(event + " ");
        assertThat(rejection.rejection().allowed()).singleElement().asString().contains(allowed);
    }

    @Test
    void initialBytesMayGrowWhenTheDeviceBeginsAnew() throws TraceFormatException {
        String anew = source.replace("init 0, dirty 128, reinit 0", "init 2000, dirty 128, reinit 1")
                .replace("initial size 0, precopy dirty size 128", "initial size 2000, precopy dirty size 128");
        String withoutAck = anew.replace("switchover ack 1", "switchover ack 0")
                .replaceAll("(?m)^vfio_send_init_data_flag.*\n", "");
        assertThat(CHECKER.check("anew", withoutAck).holds()).isTrue();
        // With the ack on, they have to be read and acknowledged once more.
        assertThat(CHECKER.check("anew", anew).holds()).isFalse();
    }

    @Test
    void readOutsideASavingStateIsRejected() throws TraceFormatException {
        assertThat(rejected(source + "vfio_save_block " + D + "data_size 1\n").before())
                .containsExactly("STOP");
    }

    @Test
    void resetWithinPreCopyEndsTheSession() throws TraceFormatException {
        String reset = "vfio_pci_reset_pm  0000:00:04.0 PCI PM Reset\n";
        String block = "vfio_save_block " + D + "data_size 400\n";
        assertThat(rejected(source.replace(block, reset + block)).before()).containsExactly("RUNNING");
    }

    @Test
    void failedRequestLeadsToTheRecoverState() throws TraceFormatException {
        int place = source.indexOf(GOT + "state PRE_COPY\n");
        String failed = source.substring(0, place) + GOT + "state RUNNING\n" + "vfio_save_cleanup " + D + "\n";
        QemuReport report = CHECKER.check("failed", failed);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.devices().get(0).walk()).endsWith(new Step(17, "RUNNING", "recovered"));
    }

    @Test
    void failedRequestWithoutARecoverStateIsReset() throws TraceFormatException {
        int place = source.indexOf(GOT + "state STOP_COPY\n");
        String failed = source.substring(0, place) + GOT + "state RUNNING\n" + "vfio_save_cleanup " + D + "\n";
        QemuReport report = CHECKER.check("failed", failed);
        assertThat(report.holds()).isTrue();
        assertThat(report.devices().get(0).walk()).endsWith(new Step(39, "RUNNING", "failed, then reset"));
    }

    /**
     * Every place to cut between two lines: it never fails, and holds so far. A source that has been read to its end and
     * stopped is through, whether its cleanup is in the log or not.
     */
    @Test
    void logThatIsCutHoldsSoFar() throws TraceFormatException {
        for (String log : new String[] {source, target}) {
            String[] lines = log.split("(?<=\n)", -1);
            int begins = Arrays.asList(lines)
                    .indexOf(SET
                            + (log.equals(source)
                                    ? "new state PRE_COPY, recover state RUNNING\n"
                                    : "new state RESUMING, recover state RUNNING\n"));
            int ends = log.substring(0, log.indexOf("_cleanup")).split("\n", -1).length - 1;
            assertThat(begins).isPositive();
            for (int cut = begins + 1; cut <= ends; cut++) {
                QemuReport report = CHECKER.check("cut", String.join("", Arrays.copyOf(lines, cut)));
                assertThat(report.holds()).isTrue();
                assertThat(report.complete()).as("cut after line %d", cut).isEqualTo(log.equals(source) && cut == ends);
            }
        }
    }

    @Test
    void lineThatIsCutIsLeftOut() throws TraceFormatException {
        QemuReport report = CHECKER.check("cut", source.substring(0, source.length() - 3));
        assertThat(report.holds()).isTrue();
        assertThat(report.cut()).isTrue();
        assertThat(report.complete()).isFalse();
    }

    @Test
    void logThatBeginsWithinAMigrationIsChecked() throws TraceFormatException {
        String late = source.substring(source.indexOf(SET + "new state PRE_COPY_P2P"));
        QemuReport report = CHECKER.check("late", late);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(rejected(late.replace(GOT + "state STOP\n", GOT + "state RESUMING\n"))
                        .before())
                .containsExactly("STOP_COPY");
    }

    @Test
    void devicesOfOneLogAreWalkedApart() throws TraceFormatException {
        String[] one = source.split("(?<=\n)", -1);
        String[] two = source.replace("0000:00:04.0", "0000:00:05.0").split("(?<=\n)", -1);
        StringBuilder both = new StringBuilder();
        for (int i = 0; i < one.length; i++) {
            both.append(one[i]).append(two[i]);
        }
        QemuReport report = CHECKER.check("both", both.toString());
        assertThat(report.holds()).isTrue();
        assertThat(report.devices()).extracting(DeviceReport::name).containsExactly("0000:00:04.0", "0000:00:05.0");

        String falsified = both.toString().replace(" (0000:00:05.0) state STOP_COPY", " (0000:00:05.0) state STOP");
        assertThat(CHECKER.check("both", falsified).devices())
                .extracting(device -> device.rejected().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void nothingToCheckIsNeverAPass() {
        for (String text : new String[] {"", "\n", "migrate_set_state new state setup\n", GOT + "state STOP\n"}) {
            assertThatThrownBy(() -> CHECKER.check("log", text))
                    .isInstanceOf(TraceFormatException.class)
                    .hasMessageContaining("nothing to check");
        }
    }

    @Test
    void requestsWithoutTheEventOfTheirAnswersAreNothingToCheck() {
        assertThatThrownBy(() -> CHECKER.check("log", without(source, GOT)))
                .hasMessageContaining("is vfio_migration_set_device_state traced?");
    }

    @Test
    void secondQemuThatAppendsToALogBeginsAnew() throws TraceFormatException {
        String died = source.substring(0, source.indexOf(GOT + "state STOP_COPY\n"));
        QemuReport report = CHECKER.check("log", died + source);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
    }

    @Test
    void argumentsThatCannotBeReadAreNamed() {
        assertThatThrownBy(() -> CHECKER.check("log", source.replace("data_size 600", "data_size six")))
                .hasMessage("log:24: vfio_save_block: data_size: \"six\" (expected: a number)");
        assertThatThrownBy(() -> CHECKER.check("log", source.replace("data_size 600", "")))
                .hasMessageStartingWith("log:24: vfio_save_block: ")
                .hasMessageEndingWith("(expected: the device's name, data_size)");
    }

    private Rejected rejected(String log) throws TraceFormatException {
        return CHECKER.check("log", log).devices().get(0).rejected().orElseThrow();
    }

    private static String without(String log, String start) {
        StringBuilder rest = new StringBuilder();
        log.lines()
                .filter(line -> !line.startsWith(start))
                .forEach(line -> rest.append(line).append('\n'));
        assertThat(rest.length()).isLessThan(log.length());
        return rest.toString();
    }
}
