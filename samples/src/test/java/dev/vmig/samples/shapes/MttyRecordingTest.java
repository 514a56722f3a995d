package dev.vmig.samples.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.trace.tables.RecordedRow;
import dev.vmig.trace.tables.RecordedTable;
import dev.vmig.vmm.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mtty shape does what the mtty of Linux 6.12 was recorded to do. */
class MttyRecordingTest {
    private static final String RECORDING = "linux-6.12-mtty-states.csv";
    /** Recorded: stopcopy size 96, precopy initial size 24. */
    private static final int LENGTH = 96;

    private static final int INITIAL = 24;

    static Stream<RecordedRow> rows() throws IOException {
        try (InputStream in = RecordedTable.openBundled(RECORDING)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return RecordedTable.read(RECORDING, text).rows().stream()
                    .filter(row -> row.outcome().isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsRecorded(RecordedRow row) throws ErrnoException {
        VfioDevice device = device(Set.of());
        bringInto(device, row);
        String errno = "0";
        boolean file = false;
        try {
            file = device.setState(MigrationState.valueOf(row.requested())).isPresent();
        } catch (ErrnoException e) {
            errno = e.errno().name();
        }
        RecordedRow.Outcome recorded = row.outcome().orElseThrow();
        assertThat(errno).isEqualTo(recorded.errno());
        assertThat(device.state().name()).isEqualTo(recorded.result());
        assertThat(file).isEqualTo(recorded.dataFile());
    }

    @Test
    void countsAsRecorded() throws ErrnoException {
        VfioDevice device = device(Set.of());
        assertThat(device.stopCopyLength()).isEqualTo(LENGTH);
        DataFile saving = device.setState(MigrationState.PRE_COPY).orElseThrow();
        assertThat(saving.precopyInfo().initialBytes()).isEqualTo(INITIAL);
        assertThat(saving.read(new byte[LENGTH], 0, LENGTH)).isEqualTo(INITIAL);
        device.setState(MigrationState.STOP_COPY);
        assertThat(saving.read(new byte[LENGTH], 0, LENGTH)).isEqualTo(LENGTH - INITIAL);
    }

    private static VfioDevice device(Set<DepartureSwitch> departures) {
        VirtualTime time = new VirtualTime();
        return new MttyDriver(new SmallDevice(MttyDriver.PORTS_SIZE, 1, time, new StepBudget()), departures);
    }

    private static void bringInto(VfioDevice device, RecordedRow row) throws ErrnoException {
        byte[] image = image();
        DataFile file = device.setState(row.current()).orElse(null);
        int written = switch (row.variant()) {
            case "-", "no_data" -> 0;
            case "partial_data" -> image.length / 2;
            case "full_data" -> image.length;
            default -> throw new IllegalArgumentException(row.variant());
        };
        if (file != null && written > 0) {
            file.write(image, 0, written);
        }
    }

    private static byte[] image() throws ErrnoException {
        DataFile saving = device(Set.of()).setState(MigrationState.STOP_COPY).orElseThrow();
        byte[] bytes = new byte[LENGTH + 1];
        return Arrays.copyOf(bytes, saving.read(bytes, 0, bytes.length));
    }
}
