package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Success allocates nothing: not a byte a round, once the code has been linked. */
class AllocationTest {
    private static final int ROUNDS = 20_000;

    private final byte[] image = new byte[256];
    private final byte[] bytes = new byte[512];
    private final PartWriter writer = new PartWriter();
    private final PartCursor cursor = new PartCursor();
    private final RecordHeader record = new RecordHeader();
    private final CommandView command = new CommandView();
    private final ResultView result = new ResultView();
    private long seen;

    private void round(int i) {
        writer.wrap(image, 0, image.length)
                .drvFeatures(i, 1)
                .deviceStatus(15)
                .vqCfg(i & 7, 256, 1, 1, 1, 2, 3)
                .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 3);
        RecordHeader.encodeDeviceData(bytes, 0, writer.length());
        seen += record.wrap(bytes, 0).sizeAtMost(1000);
        int length = DevPartsSet.encode(bytes, 0, 1, 2, image, 0, writer.end());
        DevPartsSet.parts(command.wrap(bytes, 0, CommandHeader.pad(bytes, 0, length)), cursor);
        while (cursor.next()) {
            seen += cursor.type() + cursor.length() + cursor.selector();
        }
        command.wrap(bytes, 0, DevModeSet.encode(bytes, 0, i, true));
        seen += Opcode.of(command.opcode()).bit() + (DevModeSet.isStop(command) ? 1 : 0);
        result.wrap(bytes, 0, 64, DevPartsMetadataGet.encodeListResult(bytes, 0, cursor, image, 0, writer.end()));
        seen += DevPartsMetadataGet.count(result);
    }

    private long allocatedBy(Runnable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        run.run();
        return threads.getThreadAllocatedBytes(thread) - before;
    }

    private void rounds() {
        for (int i = 0; i < ROUNDS; i++) {
            round(i);
        }
    }

    @Test
    void successAllocatesNothing() {
        rounds();
        // One object a round would be at least 16 bytes times ROUNDS; what the harness itself takes is far below.
        assertThat(allocatedBy(this::rounds)).isLessThan(ROUNDS);
        assertThat(seen).isPositive();
    }

    @Test
    void measureSeesOneSmallObjectARound() {
        Object[] kept = new Object[ROUNDS];
        assertThat(allocatedBy(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        kept[i] = new Object();
                    }
                }))
                .isGreaterThan(ROUNDS);
    }
}
