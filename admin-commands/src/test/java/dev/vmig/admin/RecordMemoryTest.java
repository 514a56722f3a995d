package dev.vmig.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.MigrationState;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A header costs nothing but its own bytes, whatever it claims; what has come costs what has come. */
class RecordMemoryTest {
    private static final int CLAIM = 1 << 30;
    private static final int MIB = 1 << 20;

    @Test
    void memoryGrowsWithWhatHasCome() throws Exception {
        Fixture target = new Fixture(
                DriverProfile.CONTRACT, DriverOptions.DEFAULT.withMaximumImageBytes(DriverOptions.IMAGE_BYTES_LIMIT));
        DataFile file = target.fileAt(MigrationState.RESUMING);
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encodeDeviceData(header, 0, CLAIM);
        byte[] some = new byte[1000];

        long thread = Thread.currentThread().getId();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(thread);
        file.write(header, 0, header.length);
        for (int i = 0; i < 10; i++) {
            file.write(some, 0, some.length);
        }
        assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(MIB);
        target.driver.reset();
    }
}
