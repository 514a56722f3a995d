package dev.vmig.properties.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.RecordHeader;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;

/**
 * Writes records of 2^32-1 bytes to a resuming device; to be run with a small heap. The exit code is 0 if an optional
 * one was skipped and the image behind it loaded, and a mandatory one refused at its header.
 */
final class HugeRecords {
    private static final long HUGE = 0xffff_ffffL;
    private static final int UNKNOWN_TAG = 77;

    private final DataFile file;
    private final Host host;

    private HugeRecords(DriverOptions options) throws ErrnoException {
        this.host = new Host(
                PfConfig.of(1).withQueuePairs(1),
                DriverProfile.CONTRACT,
                options,
                new VirtualTime(),
                HostObserver.NONE);
        this.file = host.driver(0).setState(MigrationState.RESUMING).orElseThrow();
    }

    /** {@code skip}, {@code refuse}, or {@code keep}, which does what neither of the two may do. */
    public static void main(String[] args) throws ErrnoException {
        switch (args[0]) {
            case "skip" -> new HugeRecords(DriverOptions.DEFAULT).skip();
            case "refuse" -> new HugeRecords(DriverOptions.DEFAULT).refuse();
            case "keep" ->
                new HugeRecords(DriverOptions.DEFAULT.withMaximumImageBytes(DriverOptions.IMAGE_BYTES_LIMIT)).keep();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private void skip() throws ErrnoException {
        header(HUGE, RecordHeader.FLAG_OPTIONAL, UNKNOWN_TAG);
        payload(HUGE);
        write(SmallStream.image(1, 7));
        host.driver(0).setState(MigrationState.RUNNING);
    }

    private void refuse() throws ErrnoException {
        try {
            header(HUGE, 0, RecordHeader.TAG_DEVICE_DATA);
        } catch (ErrnoException refused) {
            if (refused.errno() == Errno.ENOMEM) {
                return;
            }
            throw refused;
        }
        throw new IllegalStateException("an image of " + HUGE + " bytes was not refused");
    }

    /** Takes a large image in, which a small heap cannot hold. */
    private void keep() throws ErrnoException {
        header(DriverOptions.IMAGE_BYTES_LIMIT, 0, RecordHeader.TAG_DEVICE_DATA);
        payload(DriverOptions.IMAGE_BYTES_LIMIT);
    }

    private void header(long size, long flags, long tag) throws ErrnoException {
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encode(header, 0, size, flags, tag);
        write(header);
    }

    private void payload(long size) throws ErrnoException {
        byte[] chunk = new byte[1 << 20];
        for (long left = size; left > 0; ) {
            left -= file.write(chunk, 0, (int) Math.min(chunk.length, left));
        }
    }

    private void write(byte[] bytes) throws ErrnoException {
        for (int done = 0; done < bytes.length; ) {
            done += file.write(bytes, done, bytes.length - done);
        }
    }
}
