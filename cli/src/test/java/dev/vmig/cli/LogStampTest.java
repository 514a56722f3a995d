package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.cli.LogStamp.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in front of the lines of logs, in the forms of the trace back ends and log collectors. */
class LogStampTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    4711@1732874400.250000:vfio_save_setup  (a) data buffer size 1   | CALENDAR | 1732874400.25
                    2024-11-29T10:00:00.250000Z vfio_save_setup  (a)                  | CALENDAR | 1732874400.25
                    2024-11-29 10:00:00,250 vm1: vfio_save_setup  (a)                 | CALENDAR | 1732874400.25
                    1732874400.250000 vfio_save_setup  (a)                            | CALENDAR | 1732874400.25
                    Nov 29 10:00:00 host qemu[1]: vfio_save_setup  (a)                | DAY      | 36000
                    [10:00:00.25] vfio_save_setup  (a)                                | DAY      | 36000.25
                    qemu-1 [003] .....  120.250000: tracing_mark_write: vfio_save_setup (a) | HOST | 120.25
                    """)
    void stampsOfAllFormsAreRead(String line, Clock clock, double seconds) {
        assertThat(LogStamp.of(line)).contains(new LogStamp(clock, seconds));
    }

    @Test
    void anAddressOfADeviceIsNoTime() {
        assertThat(LogStamp.of("vfio_migration_realize  (0000:08:00.2)")).isEqualTo(Optional.empty());
        assertThat(LogStamp.of("0000:08:00.2 vfio_migration_realize")).isEqualTo(Optional.empty());
    }
}
