package dev.vmig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.trace.tables.RecordedTable;
import dev.vmig.trace.tables.RecordingChecker;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.walk.SpecOracles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that were recorded from real kernels, and what happens when they are tampered with. */
class RecordingsTest {
    private static final String MTTY = "linux-6.12-mtty-states.csv";
    private static final String VIRTIO = "linux-virtio-driver-states.csv";

    @Test
    void mttyHolds() throws IOException {
        RecordingReport report = check(MTTY, text(MTTY));
        assertThat(report.count(Verdict.HOLDS)).isEqualTo(72);
        assertThat(report.count(Verdict.NOT_APPLICABLE)).isEqualTo(8);
        assertThat(report.findings()).hasSize(80);
    }

    @Test
    void virtioHoldsExceptForK1() throws IOException {
        RecordingReport report = check(VIRTIO, text(VIRTIO));
        assertThat(report.count(Verdict.HOLDS)).isEqualTo(94);
        assertThat(report.count(Verdict.QUIRK)).isEqualTo(18);
        assertThat(report.findings()).hasSize(112);
        assertThat(report.findings())
                .filteredOn(finding -> finding.verdict() == Verdict.QUIRK)
                .allSatisfy(finding -> {
                    assertThat(finding.quirk()).isEqualTo("K-1");
                    assertThat(finding.explanation()).endsWith("the spec allows answer EINVAL in state RESUMING");
                });
    }

    /** Each a single falsified row; the columns between the bars stand for those before and after. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                MTTY + "|1,STOP,2,RUNNING,-,0,0,2,RUNNING,0,-1|1,STOP,2,RUNNING,-,0,0,5,RUNNING_P2P,0,-1",
                MTTY + "|1,STOP,2,RUNNING,-,0,0,2,RUNNING,0,-1|1,STOP,2,RUNNING,-,22,EINVAL,1,STOP,0,-1",
                MTTY + "|1,STOP,3,STOP_COPY,-,0,0,3,STOP_COPY,1,fd|1,STOP,3,STOP_COPY,-,0,0,3,STOP_COPY,0,-1",
                MTTY + "|1,STOP,3,STOP_COPY,-,0,0,3,STOP_COPY,1,fd|1,STOP,3,STOP_COPY,-,0,0,3,STOP_COPY,1,-1",
                MTTY + "|1,STOP,3,STOP_COPY,-,0,0,3,STOP_COPY,1,fd|1,STOP,3,STOP,-,0,0,3,STOP_COPY,1,fd",
                MTTY
                        + "|3,STOP_COPY,6,PRE_COPY,-,22,EINVAL,3,STOP_COPY,0,-1|3,STOP_COPY,6,PRE_COPY,-,0,0,6,PRE_COPY,1,fd",
                // K-1 is a departure of vfio-virtio; mtty has no business with it.
                MTTY + "|4,RESUMING,1,STOP,no_data,22,EINVAL,4,RESUMING,0,-1|4,RESUMING,1,STOP,no_data,0,0,1,STOP,0,-1",
                VIRTIO + "|1,STOP,-,2,RUNNING,0,0,2,RUNNING,0,mode_set 0 -> 0|1,STOP,-,2,RUNNING,0,0,2,RUNNING,0,",
                VIRTIO
                        + "|1,STOP,-,2,RUNNING,0,0,2,RUNNING,0,mode_set 0 -> 0|1,STOP,-,2,RUNNING,0,0,2,RUNNING,0,mode_set 1 -> 0",
                VIRTIO
                        + "|1,STOP,-,2,RUNNING,0,0,2,RUNNING,0,mode_set 0 -> 0|1,STOP,-,2,RUNNING,16,EBUSY,5,RUNNING_P2P,0,mode_set 0 -> -28",
                VIRTIO
                        + "|1,STOP,-,7,PRE_COPY_P2P,0,0,7,PRE_COPY_P2P,1,obj_create type=0 op=0 -> 0; metadata_get ty=0 -> 0 size=64; parts_get ty=1 -> 0 n=64|1,STOP,-,7,PRE_COPY_P2P,0,0,7,PRE_COPY_P2P,1,obj_create type=0 op=0 -> 0; metadata_get ty=0 -> 0 size=64; parts_get ty=1 -> 0 n=72",
                VIRTIO
                        + "|1,STOP,-,5,RUNNING_P2P,0,0,5,RUNNING_P2P,0,|1,STOP,-,5,RUNNING_P2P,0,0,5,RUNNING_P2P,0,mode_set 0 -> 0",
            })
    void falsifiedRowIsNamed(String file, String original, String falsified) throws IOException {
        String text = text(file);
        assertThat(text).contains("\n" + original + "\n");
        int line = (int) text.substring(0, text.indexOf("\n" + original + "\n"))
                        .lines()
                        .count()
                + 1;

        RecordingReport report = check(file, text.replace("\n" + original + "\n", "\n" + falsified + "\n"));

        assertThat(report.holds()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.verdict() == Verdict.REJECTED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.row().line()).isEqualTo(line));
    }

    /** Facts, D4: a command that fails leaves the device in the last state that was reached, with the command's errno. */
    @Test
    void recordedFailureOfACommandHolds() throws IOException {
        String original = "1,STOP,-,2,RUNNING,0,0,2,RUNNING,0,mode_set 0 -> 0";
        String failed = "1,STOP,-,2,RUNNING,16,EBUSY,5,RUNNING_P2P,0,mode_set 0 -> -16";
        RecordingReport report = check(VIRTIO, text(VIRTIO).replace(original, failed));
        assertThat(report.count(Verdict.HOLDS)).isEqualTo(94);
        assertThat(report.holds()).isTrue();
    }

    /** A session that has failed can be ended; a load that has failed ends in no success. */
    @Test
    void failedSessionIsAVariant() throws IOException {
        Map<String, Verdict> rows = new LinkedHashMap<>();
        rows.put("7,PRE_COPY_P2P,failed_session,5,RUNNING_P2P,0,0,5,RUNNING_P2P,0,obj_destroy -> 0", Verdict.HOLDS);
        rows.put("4,RESUMING,failed_session,1,STOP,22,EINVAL,4,RESUMING,0,", Verdict.HOLDS);
        rows.put("4,RESUMING,failed_session,1,STOP,0,0,1,STOP,0,obj_destroy -> 0", Verdict.QUIRK);
        rows.put("7,PRE_COPY_P2P,failed_session,3,STOP_COPY,0,0,3,STOP_COPY,0,", Verdict.REJECTED);
        rows.put("1,STOP,failed_session,2,RUNNING,0,0,2,RUNNING,0,mode_set 0 -> 0", Verdict.REJECTED);
        String text = text(VIRTIO);

        RecordingReport report = check(VIRTIO, text + String.join("\n", rows.keySet()) + "\n");

        int recorded = (int) text.lines().count() - 1;
        assertThat(report.findings().subList(recorded, report.findings().size()))
                .extracting(RecordingReport.Finding::verdict)
                .containsExactlyElementsOf(rows.values());
    }

    private static RecordingReport check(String file, String text) throws IOException {
        try (SpecOracles oracles = SpecOracles.bundled()) {
            return new RecordingChecker(oracles).check(RecordedTable.read(file, text));
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RecordingsTest.class.getResourceAsStream("/dev/vmig/trace/tables/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
