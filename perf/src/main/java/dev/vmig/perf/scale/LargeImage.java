package dev.vmig.perf.scale;

import dev.vmig.admin.DevicePartsOwner;
import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.VirtioDriver;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.lang3.Validate;

/**
 * Streams one large image from a saving file into a resuming file, and copies as many bytes with memcpy, in turns. The heap
 * is limited to two images (source and destination) and 32 MiB, so that a third copy fails.
 *
 * <pre>
 *   java -Xmx2080m -cp perf/target/benchmarks.jar dev.vmig.perf.scale.LargeImage 1024 5
 * </pre>
 */
public final class LargeImage {
    private static final int CHUNK = 1 << 16;

    private LargeImage() {}

    /** Runs the program: MiB of the image, and how many turns. */
    public static void main(String[] args) throws ErrnoException {
        int bytes = Math.multiplyExact(Integer.parseInt(args[0]), 1 << 20);
        int turns = Integer.parseInt(args[1]);
        double[] ratios = new double[turns];
        for (int i = 0; i < turns; i++) {
            double stream = stream(bytes);
            double copy = copy(bytes);
            ratios[i] = copy / stream;
            System.out.println(String.format(
                    Locale.ROOT, "stream %.2f GB/s, memcpy %.2f GB/s: %.2f", bytes / stream, bytes / copy, ratios[i]));
        }
        Arrays.sort(ratios);
        System.out.println(String.format(Locale.ROOT, "median %.2f of memcpy", ratios[turns / 2]));
    }

    /** Nanoseconds from STOP_COPY at the source to STOP at the target. */
    static double stream(int bytes) throws ErrnoException {
        LargeDevice from = LargeDevice.holding(bytes);
        LargeDevice to = new LargeDevice();
        VirtioDriver source = open(from);
        VirtioDriver target = open(to);
        long begin = System.nanoTime();
        DataFile saving = source.setState(MigrationState.STOP_COPY).orElseThrow();
        DataFile resuming = target.setState(MigrationState.RESUMING).orElseThrow();
        byte[] chunk = new byte[CHUNK];
        for (int read = saving.read(chunk, 0, CHUNK); read > 0; read = saving.read(chunk, 0, CHUNK)) {
            for (int at = 0; at < read; ) {
                at += resuming.write(chunk, at, read - at);
            }
        }
        source.setState(MigrationState.STOP);
        target.setState(MigrationState.STOP);
        double took = System.nanoTime() - begin;
        Validate.validState(
                Arrays.equals(
                        from.held(), from.partsAt(), from.held().length, to.held(), to.partsAt(), to.held().length),
                "the target holds something else than the source");
        return took;
    }

    /** Nanoseconds of a copy into new memory, which is what the target needs as well. */
    private static double copy(int bytes) {
        byte[] from = new byte[bytes];
        from[bytes - 1] = 1;
        long begin = System.nanoTime();
        byte[] to = from.clone();
        double took = System.nanoTime() - begin;
        Validate.validState(to[bytes - 1] == 1, "not copied");
        return took;
    }

    private static VirtioDriver open(LargeDevice device) {
        DevicePartsOwner owner = DevicePartsOwner.setUp(device, DriverProfile.CONTRACT);
        DriverOptions options = DriverOptions.DEFAULT.withMaximumImageBytes(DriverOptions.IMAGE_BYTES_LIMIT);
        return new VirtioDriver(owner, 0, () -> {}, InstantSource.system(), options);
    }
}
