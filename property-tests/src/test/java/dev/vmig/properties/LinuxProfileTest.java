package dev.vmig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.RecordHeader;
import dev.vmig.device.DeviceProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.record.RunRecorder;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.tables.RecordedRow;
import dev.vmig.trace.tables.RecordedRow.RecordedCommand;
import dev.vmig.trace.tables.RecordedTable;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our driver in its {@code LINUX} profile does what the real one was recorded to do, command by command. */
class LinuxProfileTest {
    private static final String RECORDING = "/dev/vmig/trace/tables/linux-virtio-driver-states.csv";
    private static final byte[] IMAGE = image();

    private final List<TraceEvent> events = new ArrayList<>();

    static Stream<RecordedRow> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(LinuxProfileTest.class.getResourceAsStream(RECORDING))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return RecordedTable.read(RECORDING, text).rows().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Tag("L-14")
    @Tag("L-15")
    void answersAsRecorded(RecordedRow row) throws ErrnoException {
        VirtualTime time = new VirtualTime();
        RunRecorder recorder = new RunRecorder("host", time::nanoTime, events::add);
        VfioDevice device = recorder.watch(host(time, recorder), 0);
        bringInto(device, row);
        events.clear();

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
        assertThat(commands())
                .isEqualTo(recorded.commands().stream()
                        .map(RecordedCommand::command)
                        .toList());
    }

    private List<String> commands() {
        return events.stream()
                .flatMap(event -> event instanceof TraceEvent.Command command
                        ? Stream.of(command.command())
                        : Stream.<String>empty())
                .toList();
    }

    private static void bringInto(VfioDevice device, RecordedRow row) throws ErrnoException {
        Optional<DataFile> file = device.setState(row.current());
        switch (row.variant()) {
            case "-", "undrained", "no_data" -> {
                // Nothing more happened.
            }
            case "drained" -> file.orElseThrow().read(new byte[IMAGE.length], 0, IMAGE.length);
            case "header_only" -> file.orElseThrow().write(IMAGE, 0, RecordHeader.LENGTH);
            case "partial_data" -> file.orElseThrow().write(IMAGE, 0, IMAGE.length / 2);
            case "full_data" -> file.orElseThrow().write(IMAGE, 0, IMAGE.length);
            case "two_chunks" -> {
                int half = IMAGE.length / 2;
                file.orElseThrow().write(IMAGE, 0, half);
                file.orElseThrow().write(IMAGE, half, IMAGE.length - half);
            }
            default -> throw new IllegalArgumentException(row.variant());
        }
    }

    private static Host host(VirtualTime time, RunRecorder recorder) {
        return new Host(
                PfConfig.of(1).withProfile(DeviceProfile.LINUX),
                DriverProfile.LINUX,
                DriverOptions.DEFAULT,
                time,
                recorder);
    }

    private static byte[] image() {
        VirtualTime time = new VirtualTime();
        Host donor = host(time, new RunRecorder("donor", time::nanoTime, event -> {}));
        try {
            DataFile saving = donor.driver(0).setState(MigrationState.STOP_COPY).orElseThrow();
            byte[] bytes = new byte[1 << 16];
            return Arrays.copyOf(bytes, saving.read(bytes, 0, bytes.length));
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }
}
