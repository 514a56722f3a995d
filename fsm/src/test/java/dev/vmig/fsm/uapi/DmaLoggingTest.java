package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.uapi.FeatureHeader.GET;
import static dev.vmig.fsm.uapi.FeatureHeader.PROBE;
import static dev.vmig.fsm.uapi.FeatureHeader.SET;
import static dev.vmig.fsm.uapi.Fixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.DmaLog;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.IovaBitmap;
import dev.vmig.fsm.IovaRange;
import dev.vmig.fsm.VfioDevice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DMA_LOGGING_START, STOP and REPORT byte by byte (drivers/vfio/vfio_main.c of Linux). */
class DmaLoggingTest {
    private static final int START = 6;
    private static final int STOP = 7;
    private static final int REPORT = 8;
    private static final long ADDRESS = 0x7000_0000_1000L;
    private static final long PAGE = 4096;

    /** A log that writes down its calls, and reports one page. */
    private static final class FakeLog implements DmaLog {
        final List<String> calls = new ArrayList<>();
        long chosen = PAGE;
        long written;

        @Override
        public long start(List<IovaRange> ranges, long pageSize) {
            calls.add("start " + ranges + " " + pageSize);
            return chosen;
        }

        @Override
        public void stop() {
            calls.add("stop");
        }

        @Override
        public void report(IovaBitmap bitmap) throws ErrnoException {
            calls.add("report " + bitmap.range() + " " + bitmap.pageSize());
            if (written < 0) {
                throw new ErrnoException(Errno.EIO, "the log has overflowed");
            }
            bitmap.set(new IovaRange(written, 1));
        }
    }

    private final FakeLog log = new FakeLog();
    private final Fixture vf = Fixture.full();
    private final DeviceNode node = node(new ForwardingDevice(vf.device) {
        @Override
        public Optional<DmaLog> dmaLog() {
            return Optional.of(log);
        }
    });

    private DeviceNode node(VfioDevice device) {
        DeviceNode opened = new DeviceNode(() -> device, vf.table, PrecopyInfoRule.CONTRACT);
        opened.open();
        return opened;
    }

    private int feature(UserMemory argument) {
        return node.ioctl(VfioIoctl.DEVICE_FEATURE, argument);
    }

    private static byte[] start(long pageSize, int ranges) {
        byte[] bytes = new byte[32];
        Layout.wrap(bytes)
                .putInt(32)
                .putInt(START | SET)
                .putLong(pageSize)
                .putInt(ranges)
                .putInt(0)
                .putLong(ADDRESS);
        return bytes;
    }

    private static byte[] words(long... words) {
        byte[] bytes = new byte[words.length * Long.BYTES];
        Layout.wrap(bytes).asLongBuffer().put(words);
        return bytes;
    }

    private int start(long pageSize, long... ranges) {
        return feature(UserBuffer.of(start(pageSize, ranges.length / 2))
                .with(Map.of(ADDRESS, UserBuffer.readOnly(words(ranges)))));
    }

    private static byte[] report(long iova, long length, long pageSize) {
        byte[] bytes = new byte[40];
        Layout.wrap(bytes)
                .putInt(40)
                .putInt(REPORT | GET)
                .putLong(iova)
                .putLong(length)
                .putLong(pageSize)
                .putLong(ADDRESS);
        return bytes;
    }

    private int report(long iova, long length, long pageSize, byte[] bitmap) {
        return feature(
                UserBuffer.readOnly(report(iova, length, pageSize)).with(Map.of(ADDRESS, UserBuffer.of(bitmap))));
    }

    @ParameterizedTest
    @CsvSource({"6, 0x20000", "7, 0x20000", "8, 0x10000"})
    @Tag("DT-1")
    void probeTellsThatTheDeviceLogs(int feature, String operation) {
        int flags = feature | Integer.decode(operation) | PROBE;
        assertThat(feature(Argument.feature(8, flags).memory())).isZero();
        assertThat(log.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {START, STOP, REPORT})
    @Tag("DT-2")
    void deviceWithoutALogAnswersEnottyBeforeTheRestIsChecked(int feature) {
        for (int flags : new int[] {GET, SET, PROBE | SET, 0}) {
            assertThat(vf.feature(8, feature | flags)).isEqualTo(error(Errno.ENOTTY));
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 0x10000, 32", "7, 0x10000, 8", "8, 0x20000, 40", "6, 0x20000, 31", "8, 0x10000, 39"})
    @Tag("DT-3")
    void wrongOperationAndShortArgszAreRefused(int feature, String operation, int argsz) {
        byte[] bytes = new byte[64];
        Layout.wrap(bytes).putInt(argsz).putInt(feature | Integer.decode(operation));
        assertThat(feature(UserBuffer.of(bytes))).isEqualTo(error(Errno.EINVAL));
        assertThat(log.calls).isEmpty();
    }

    @Test
    @Tag("DT-1")
    void startReturnsWhatTheDriverChose() {
        log.chosen = 2 << 20;
        byte[] bytes = start(PAGE, 2);
        assertThat(feature(UserBuffer.of(bytes)
                        .with(Map.of(ADDRESS, UserBuffer.readOnly(words(0, PAGE, 4 * PAGE, 8 * PAGE))))))
                .isZero();
        assertThat(log.calls).containsExactly("start [0x0 to 0xfff, 0x4000 to 0xbfff] 4096");
        ByteBuffer answer = Layout.wrap(bytes);
        assertThat(answer.getLong(8)).isEqualTo(2 << 20);
        assertThat(answer.getInt(16)).isEqualTo(2);
        assertThat(answer.getLong(24)).isEqualTo(ADDRESS);
    }

    @Test
    @Tag("DT-4")
    void numberOfRangesIsCheckedFirst() {
        assertThat(start(PAGE)).isEqualTo(error(Errno.EINVAL));
        assertThat(feature(UserBuffer.of(start(PAGE, 257)))).isEqualTo(error(Errno.E2BIG));
        assertThat(feature(UserBuffer.of(start(PAGE, -1)))).isEqualTo(error(Errno.E2BIG));
        assertThat(feature(UserBuffer.of(start(PAGE, 256)))).isEqualTo(error(Errno.EFAULT));
        assertThat(log.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 100, 4096, EINVAL",
        "4096, 4096, 4097, EINVAL",
        "4096, 4096, 0, EINVAL",
        "65536, 4096, 65536, EINVAL",
        "4096, -4096, 4096, EOVERFLOW",
        "4096, -8192, 8192, EOVERFLOW",
        "4096, 4096, -4096, EOVERFLOW",
        "1073741824, 1073741824, -1073741824, EOVERFLOW"
    })
    @Tag("DT-5")
    @Tag("DT-6")
    void rangeThatIsNotAlignedOrOverflowsIsRefused(long pageSize, long iova, long length, Errno errno) {
        assertThat(start(pageSize, iova, length)).isEqualTo(error(errno));
        assertThat(log.calls).isEmpty();
    }

    @Test
    @Tag("DT-6")
    void rangeUpToTheLastPageIsLogged() {
        assertThat(start(PAGE, -8192, 4096)).isZero();
        assertThat(log.calls).containsExactly("start [0xffffffffffffe000 to 0xffffffffffffefff] 4096");
    }

    @Test
    @Tag("DT-7")
    void rangesThatOverlapAreRefusedAndTheFirstWrongOneAnswers() {
        assertThat(start(PAGE, 0, 2 * PAGE, PAGE, PAGE)).isEqualTo(error(Errno.EINVAL));
        assertThat(start(PAGE, -PAGE, PAGE, 1, PAGE)).isEqualTo(error(Errno.EOVERFLOW));
        assertThat(start(PAGE, 1, PAGE, -PAGE, PAGE)).isEqualTo(error(Errno.EINVAL));
        assertThat(start(PAGE, 0, PAGE, PAGE, PAGE)).isZero();
    }

    @Test
    @Tag("DT-12")
    void logWhoseAnswerDoesNotReachTheCallerIsStopped() {
        UserMemory argument =
                UserBuffer.readOnly(start(PAGE, 1)).with(Map.of(ADDRESS, UserBuffer.readOnly(words(0, PAGE))));
        assertThat(feature(argument)).isEqualTo(error(Errno.EFAULT));
        assertThat(log.calls).containsExactly("start [0x0 to 0xfff] 4096", "stop");
    }

    @Test
    @Tag("DT-1")
    void stopReachesTheDriver() {
        assertThat(feature(Argument.feature(8, STOP | SET).memory())).isZero();
        assertThat(log.calls).containsExactly("stop");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4096, 0, EINVAL",
        "0, 4096, 2048, EINVAL",
        "0, 4096, 12288, EINVAL",
        "0, 0, 4096, EINVAL",
        "-4096, 4096, 4096, EOVERFLOW",
        "4096, -4096, 4096, EOVERFLOW"
    })
    @Tag("DT-18")
    @Tag("DT-19")
    void reportChecksPageSizeAndRange(long iova, long length, long pageSize, Errno errno) {
        assertThat(report(iova, length, pageSize, new byte[8])).isEqualTo(error(errno));
        assertThat(log.calls).isEmpty();
    }

    @Test
    @Tag("DT-16")
    void reportSetsBitsAndClearsNone() {
        log.written = 0x10_0000 + 65 * PAGE;
        byte[] bitmap = words(0x8000_0000_0000_0001L, 0x10);
        assertThat(report(0x10_0000, 66 * PAGE, PAGE, bitmap)).isZero();
        assertThat(bitmap).isEqualTo(words(0x8000_0000_0000_0001L, 0x12));
    }

    @Test
    void reportNeedsTheWholeBitmapBeforeTheLogIsRead() {
        assertThat(report(0, 65 * PAGE, PAGE, new byte[15])).isEqualTo(error(Errno.EFAULT));
        assertThat(report(0, 1L << 62, PAGE, new byte[16])).isEqualTo(error(Errno.EFAULT));
        assertThat(log.calls).isEmpty();
    }

    @Test
    void reportThatFailsReturnsTheErrnoOfTheDriver() {
        log.written = -1;
        assertThat(report(0, PAGE, PAGE, new byte[8])).isEqualTo(error(Errno.EIO));
    }
}
