package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.MigrationReport.End;
import dev.vmig.trace.qemu.MigrationReport.Migration;
import dev.vmig.trace.walk.SpecOracles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two logs as one migration. */
class MigrationCheckerTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final String D = " (0000:00:04.0) ";
    private static final String SET = "vfio_migration_set_state " + D;
    private static final String GOT = "vfio_migration_set_device_state " + D;

    private static final String RUNNING = to("RUNNING");

    private final String source = Logs.read(Logs.SOURCE);
    private final String target = Logs.read(Logs.TARGET);

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @Test
    void bothEndsOfAMigrationFitTogether() throws TraceFormatException {
        MigrationReport report = check(source, target);
        Migration migration = only(report);
        assertThat(migration.objection()).isEmpty();
        assertThat(migration.before()).isEmpty();
        assertThat(migration.allowed()).isEmpty();
        assertThat(migration.end()).isEqualTo(End.AT_THE_TARGET);
        assertThat(migration.order())
                .hasSize(16)
                .startsWith("source, line 17 PRE_COPY")
                .satisfies(
                        order -> assertThat(order.get(15)).startsWith("target").endsWith("RUNNING"));
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
    }

    /** Whatever comes after the end of one log may explain what is in the other. */
    @Test
    void logsThatEndTooEarlyHoldAsFarAsTheyGo() throws TraceFormatException {
        String noFinal = source.substring(0, source.indexOf("vfio_save_complete_precopy_start"));
        String noStart = target.substring(0, target.indexOf("vfio_load_cleanup"));
        String noData = target.substring(0, target.indexOf("vfio_load_state_device_data"));
        for (MigrationReport report : List.of(check(noFinal, target), check(source, noStart), check(source, noData))) {
            assertThat(only(report).objection()).isEmpty();
            assertThat(report.holds()).isTrue();
            assertThat(report.complete()).isFalse();
        }
    }

    /** What the source did before its log ends binds it, wherever the log is cut. */
    @Test
    void logThatIsCutLaterIsStillRejected() throws TraceFormatException {
        String goesOn = source + RUNNING;
        assertThat(check(goesOn, target).holds()).isFalse();
        assertThat(check(goesOn + SET + "new state RUNNING_P2P, recover state ERROR\n", target)
                        .holds())
                .isFalse();
        assertThat(check(goesOn + "vfio_migration_set_st", target).holds()).isFalse();
    }

    /** LiveMigration, NeverBoth. */
    @Test
    void sourceThatGoesOnAfterTheTargetHasStartedIsRejected() throws TraceFormatException {
        MigrationReport report = check(source + RUNNING, target);
        assertThat(report.source().holds()).isTrue();
        assertThat(report.target().holds()).isTrue();
        assertThat(report.holds()).isFalse();
        Migration migration = only(report);
        assertThat(migration.objection().orElseThrow()).contains("LiveMigration");
        assertThat(migration.before()).isNotEmpty().allMatch(state -> state.contains("of the source nor"));
        assertThat(migration.before()).doesNotHaveDuplicates();
    }

    @Test
    void targetThatStartsWithoutTheFinalDataIsRejected() throws TraceFormatException {
        String early = target.replaceAll("(?m)^vfio_load_state_device_data.*size (4096|128) .*\n", "");
        MigrationReport report = check(source, early);
        assertThat(report.target().holds()).isTrue();
        assertThat(report.holds()).isFalse();
        assertThat(only(report).allowed()).contains("data at the target");
    }

    /** LiveMigration, MigrationEnds: at the target, or at the source. */
    @Test
    void abortedMigrationEndsAtTheSource() throws TraceFormatException {
        String inPreCopy = source.substring(0, source.indexOf(SET.strip() + " new state PRE_COPY_P2P"));
        String inStopCopy =
                source.replace("new state STOP,", "new state RUNNING,").replace("state STOP\n", "state RUNNING\n");
        String loadsNothing = target.substring(0, target.indexOf("vfio_load_state ")) + "vfio_load_cleanup " + D + "\n";
        givenUp(inPreCopy + RUNNING + "vfio_save_cleanup " + D + "\n", loadsNothing);
        givenUp(inStopCopy, idle());
    }

    private void givenUp(String cancelled, String loaded) throws TraceFormatException {
        MigrationReport report = check(cancelled, loaded);
        assertThat(only(report).objection()).isEmpty();
        assertThat(only(report).end()).isEqualTo(End.AT_THE_SOURCE);
        assertThat(report.complete()).isTrue();
        assertThat(check(cancelled, target).holds()).isFalse();
    }

    /** LiveMigration, MigrationEnds. */
    @Test
    void migrationAfterWhichTheVmRunsNowhereHasNotEnded() throws TraceFormatException {
        MigrationReport report = check(source, idle());
        assertThat(report.holds()).isTrue();
        assertThat(only(report).end()).isEqualTo(End.OPEN);
        assertThat(report.complete()).isFalse();
    }

    /** A target that was given up has a log of its own. */
    @Test
    void eachMigrationOfALogIsChecked() throws TraceFormatException {
        int begin = source.indexOf("vfio_query_stop_copy_size");
        String first = source.substring(begin, source.indexOf(SET.strip() + " new state PRE_COPY_P2P"));
        String again = source.substring(0, begin) + first + RUNNING + source.substring(begin);
        MigrationReport report = check(again, target);
        assertThat(report.migrations()).extracting(Migration::objection).containsOnly(Optional.empty());
        assertThat(report.migrations())
                .extracting(Migration::end)
                .containsExactly(End.AT_THE_SOURCE, End.AT_THE_TARGET);

        MigrationReport afterTheEnd = check(
                source + RUNNING + source.substring(begin),
                target + target.substring(target.indexOf(SET.strip() + " new state RESUMING")));
        assertThat(afterTheEnd.source().devices().get(0).rejected()).isEmpty();
        assertThat(afterTheEnd.target().devices().get(0).rejected()).isEmpty();
        assertThat(afterTheEnd.migrations()).hasSize(2);
        assertThat(afterTheEnd.migrations().get(0).objection()).isPresent();
        assertThat(afterTheEnd.migrations().get(1).objection()).isEmpty();
        assertThat(afterTheEnd.holds()).isFalse();
    }

    @Test
    void severalDevicesMigrateTogether() throws TraceFormatException {
        MigrationReport report = check(both(source), both(target));
        assertThat(report.migrations())
                .extracting(Migration::end)
                .containsExactly(End.AT_THE_TARGET, End.AT_THE_TARGET);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        // One VM does not start one of its devices long after the other.
        assertThat(check(source + other(source), target + other(target)).holds())
                .isFalse();
    }

    @Test
    void deviceWithoutItsCounterpartIsNamed() throws TraceFormatException {
        MigrationReport report = check(both(source), target);
        assertThat(report.unpaired()).containsExactly("0000:00:05.0 of the source has no counterpart at the target");
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isFalse();
    }

    private static String both(String log) {
        String[] one = log.split("(?<=\n)", -1);
        String[] two = other(log).split("(?<=\n)", -1);
        StringBuilder both = new StringBuilder();
        for (int i = 0; i < one.length; i++) {
            both.append(one[i]).append(two[i]);
        }
        return both.toString();
    }

    /** A device without PRE_COPY and P2P steps over their states. */
    @Test
    void deviceThatOnlyStopsAndCopiesMigrates() throws TraceFormatException {
        String begin = "vfio_migration_init " + D + "mig_flags 0x1, precopy_info_v2_used 0, dirty_pages_supported 0\n";
        String sent = begin + to("STOP") + to("STOP_COPY") + "vfio_save_block " + D + "data_size 64\n" + to("STOP");
        String loaded =
                begin + to("RESUMING") + "vfio_load_state_device_data " + D + "size 64 ret 0\n" + to("STOP") + RUNNING;
        Migration migration = only(check(sent, loaded));
        assertThat(migration.objection()).isEmpty();
        assertThat(migration.end()).isEqualTo(End.AT_THE_TARGET);
        assertThat(check(sent + RUNNING, loaded).holds()).isFalse();
        // QEMU asks such a device for RUNNING at once.
        assertThat(only(check(sent, loaded.replace(to("STOP"), ""))).end()).isEqualTo(End.AT_THE_TARGET);
    }

    @Test
    void bytesThatWereNotSentAreNamed() throws TraceFormatException {
        assertThat(only(check(source, target.replace("size 400 ", "size 401 "))).objection())
                .contains("line 12 of the target loads 401 bytes, line 27 of the source has sent 400");
        String more = "vfio_load_state_device_data " + D + "size 128 ret 0\n";
        assertThat(only(check(source, target.replace(more, more + more)))
                        .objection()
                        .orElseThrow())
                .endsWith("bytes that the source has not sent");
    }

    @Test
    void exchangedEndsAreDetected() {
        assertThatThrownBy(() -> swapped()).hasMessageContaining("never comes to PRE_COPY or STOP_COPY");
    }

    private MigrationReport swapped() throws TraceFormatException {
        String first = target;
        return check(first, source);
    }

    /** A target that loads all, never starts, and goes. */
    private String idle() {
        return target.substring(0, target.indexOf(SET.strip() + " new state RUNNING_P2P", target.indexOf("RESUMING")))
                + "vfio_load_cleanup " + D + "\n";
    }

    private static String other(String log) {
        return log.replace("0000:00:04.0", "0000:00:05.0");
    }

    private static String to(String state) {
        return SET + "new state " + state + ", recover state ERROR\n" + GOT + "state " + state + "\n";
    }

    private static Migration only(MigrationReport report) {
        assertThat(report.migrations()).hasSize(1);
        return report.migrations().get(0);
    }

    private static MigrationReport check(String source, String target) throws TraceFormatException {
        return new MigrationChecker(ORACLES).check("source", source, "target", target);
    }
}
