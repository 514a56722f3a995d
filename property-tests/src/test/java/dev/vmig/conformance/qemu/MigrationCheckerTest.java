package dev.vmig.conformance.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.conformance.SpecOracles;
import dev.vmig.conformance.trace.TraceFormatException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two logs as one migration. */
class MigrationCheckerTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final String D = " (0000:00:04.0) ";
    private static final String SET = "vfio_migration_set_state " + D;
    private static final String GOT = "vfio_migration_set_device_state " + D;

    private final String source = Logs.read(Logs.SOURCE);
    private final String target = Logs.read(Logs.TARGET);

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @Test
    void bothEndsOfAMigrationFitTogether() throws TraceFormatException {
        MigrationReport report = check(source, target);
        assertThat(report.objection()).isEmpty();
        assertThat(report.before()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.moments()).isEqualTo(16);
    }

    /** Whatever comes after the end of one log may explain what is in the other. */
    @Test
    void logsThatEndTooEarlyHoldAsFarAsTheyGo() throws TraceFormatException {
        String cut = source.substring(0, source.indexOf("vfio_save_complete_precopy_start"));
        for (MigrationReport report :
                List.of(check(cut, target), check(source, target.substring(0, target.indexOf("vfio_load_cleanup"))))) {
            assertThat(report.objection()).isEmpty();
            assertThat(report.holds()).isTrue();
            assertThat(report.complete()).isFalse();
        }
    }

    /** LiveMigration, NeverBoth. */
    @Test
    void sourceThatGoesOnAfterTheTargetHasStartedIsRejected() throws TraceFormatException {
        String goesOn = SET + "new state RUNNING, recover state ERROR\n" + GOT + "state RUNNING\n";
        MigrationReport report = check(source + goesOn, target);
        assertThat(report.source().holds()).isTrue();
        assertThat(report.target().holds()).isTrue();
        assertThat(report.holds()).isFalse();
        assertThat(report.objection().orElseThrow()).contains("LiveMigration");
        assertThat(report.before()).isNotEmpty();
    }

    @Test
    void targetThatStartsWithoutTheFinalDataIsRejected() throws TraceFormatException {
        String early = target.replaceAll("(?m)^vfio_load_state_device_data.*size (4096|128) .*\n", "");
        MigrationReport report = check(source, early);
        assertThat(report.target().holds()).isTrue();
        assertThat(report.holds()).isFalse();
    }

    @Test
    void bytesThatWereNotSentAreNamed() throws TraceFormatException {
        assertThat(check(source, target.replace("size 400 ", "size 401 ")).objection())
                .contains("line 12 of the target loads 401 bytes, line 27 of the source has sent 400");
        String more = "vfio_load_state_device_data " + D + "size 128 ret 0\n";
        assertThat(check(source, target.replace(more, more + more)).objection().orElseThrow())
                .endsWith("bytes that the source has not sent");
    }

    @Test
    void endsThatAreTakenForEachOtherAreToldApart() {
        assertThatThrownBy(() -> swapped()).hasMessageContaining("never comes to PRE_COPY");
    }

    private MigrationReport swapped() throws TraceFormatException {
        String first = target;
        return check(first, source);
    }

    private static MigrationReport check(String source, String target) throws TraceFormatException {
        return new MigrationChecker(ORACLES).check("source", source, "target", target);
    }
}
