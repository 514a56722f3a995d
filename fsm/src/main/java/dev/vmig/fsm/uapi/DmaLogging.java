package dev.vmig.fsm.uapi;

import dev.vmig.fsm.DmaLog;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.IovaBitmap;
import dev.vmig.fsm.IovaRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The structures of {@code DMA_LOGGING_START} and {@code _REPORT}, checked in the order of the kernel. */
final class DmaLogging {
    /** {@code LOG_MAX_RANGES}, with pages of 4 KiB. */
    static final int MAX_RANGES = 256;

    /** {@code SZ_4K}. */
    static final long MIN_REPORT_PAGE = 4096;

    private static final int RANGE_LENGTH = 16;

    private DmaLogging() {}

    static void start(DmaLog log, UserMemory argument) throws ErrnoException {
        ByteBuffer control =
                Layout.wrap(argument.read(FeatureHeader.LENGTH, DeviceFeature.DMA_LOGGING_START.dataLength()));
        long pageSize = control.getLong();
        int count = control.getInt();
        int reserved = control.getInt();
        long address = control.getLong();
        if (count == 0) {
            throw new ErrnoException(Errno.EINVAL, "num_ranges: 0 (expected: at least 1)");
        }
        if (Integer.compareUnsigned(count, MAX_RANGES) > 0) {
            throw new ErrnoException(
                    Errno.E2BIG,
                    "num_ranges: %s (expected: at most %d)".formatted(Integer.toUnsignedString(count), MAX_RANGES));
        }
        long chosen = log.start(ranges(argument.at(address), count, pageSize), pageSize);
        try {
            argument.write(FeatureHeader.LENGTH, Layout.u64(chosen));
            argument.write(FeatureHeader.LENGTH + Long.BYTES, Layout.u32s(count, reserved));
        } catch (ErrnoException fault) {
            log.stop();
            throw fault;
        }
    }

    private static List<IovaRange> ranges(UserMemory memory, int count, long pageSize) throws ErrnoException {
        List<IovaRange> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ByteBuffer bytes = Layout.wrap(memory.read(i * RANGE_LENGTH, RANGE_LENGTH));
            long iova = bytes.getLong();
            long length = bytes.getLong();
            if (((iova | length) & (pageSize - 1)) != 0 || length == 0) {
                throw new ErrnoException(
                        Errno.EINVAL,
                        "range %d: 0x%x, length 0x%x (expected: multiples of the page size, 0x%x)"
                                .formatted(i, iova, length, pageSize));
            }
            IovaRange range = range(iova, length);
            for (IovaRange other : ranges) {
                if (range.overlaps(other)) {
                    throw new ErrnoException(Errno.EINVAL, "range %d: %s overlaps %s".formatted(i, range, other));
                }
            }
            ranges.add(range);
        }
        return ranges;
    }

    static void report(DmaLog log, UserMemory argument) throws ErrnoException {
        ByteBuffer report =
                Layout.wrap(argument.read(FeatureHeader.LENGTH, DeviceFeature.DMA_LOGGING_REPORT.dataLength()));
        long iova = report.getLong();
        long length = report.getLong();
        long pageSize = report.getLong();
        UserMemory memory = argument.at(report.getLong());
        if (Long.compareUnsigned(pageSize, MIN_REPORT_PAGE) < 0 || Long.bitCount(pageSize) != 1) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "page_size: 0x%x (expected: a power of two from 0x%x on)".formatted(pageSize, MIN_REPORT_PAGE));
        }
        IovaRange range = range(iova, length);
        long[] words = words(memory, IovaBitmap.words(range, pageSize));
        log.report(new IovaBitmap(range, pageSize, words));
        byte[] bytes = new byte[words.length * Long.BYTES];
        Layout.wrap(bytes).asLongBuffer().put(words);
        memory.write(0, bytes);
    }

    /** The words of the caller's bitmap, none of which is cleared. Memory that ends before them faults. */
    private static long[] words(UserMemory memory, long count) throws ErrnoException {
        if (Long.compareUnsigned(count, memory.writableLength() / Long.BYTES) > 0) {
            throw new ErrnoException(
                    Errno.EFAULT,
                    "bitmap: %d bytes can be written (expected: %s words of 8 bytes)"
                            .formatted(memory.writableLength(), Long.toUnsignedString(count)));
        }
        long[] words = new long[Math.toIntExact(count)];
        Layout.wrap(memory.read(0, words.length * Long.BYTES)).asLongBuffer().get(words);
        return words;
    }

    /** The kernel adds iova and length in 64 bits: a range that ends at 2^64 overflows, too. */
    private static IovaRange range(long iova, long length) throws ErrnoException {
        if (length == 0) {
            throw new ErrnoException(Errno.EINVAL, "length: 0 (expected: at least a page)");
        }
        if (Long.compareUnsigned(iova + length, iova) < 0) {
            throw new ErrnoException(
                    Errno.EOVERFLOW, "0x%x, length 0x%x (expected: an end below 2^64)".formatted(iova, length));
        }
        return new IovaRange(iova, length);
    }
}
