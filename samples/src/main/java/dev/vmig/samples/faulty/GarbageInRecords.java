package dev.vmig.samples.faulty;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** H-2: counts the status as part of the result, so that each record has 8 bytes too many. */
final class GarbageInRecords extends ForwardingDevice {
    private static final int STATUS = 8;

    GarbageInRecords(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(Enlarged::new);
    }

    /** Fetches the available records at each call, and enlarges them. */
    private static final class Enlarged extends ForwardingFile {
        private final RecordHeader header = new RecordHeader();
        private byte[] unread = new byte[0];
        /** The distance from the next unread byte to the end of the first record. */
        private long initial;

        private boolean begun;

        Enlarged(DataFile file) {
            super(file);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            if (file.read(buffer, offset, 0) == 0) {
                fetch();
            }
            if (unread.length == 0) {
                return file.read(buffer, offset, length);
            }
            int count = Math.min(length, unread.length);
            System.arraycopy(unread, 0, buffer, offset, count);
            unread = Arrays.copyOfRange(unread, count, unread.length);
            initial = Math.max(0, initial - count);
            return count;
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            PrecopyInfo info = file.precopyInfo();
            fetch();
            return new PrecopyInfo(initial, unread.length - initial, info.reinit());
        }

        /** Reads all available bytes, which are complete records. */
        private void fetch() {
            byte[] chunk = new byte[1 << 16];
            try {
                for (int count = file.read(chunk, 0, chunk.length);
                        count > 0;
                        count = file.read(chunk, 0, chunk.length)) {
                    enlarge(Arrays.copyOf(chunk, count));
                }
            } catch (ErrnoException e) {
                // The temporary end of the stream.
            }
        }

        private void enlarge(byte[] records) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(unread);
            int at = 0;
            while (at < records.length) {
                int size = (int) header.wrap(records, at).recordSize();
                RecordHeader.encodeDeviceData(records, at, size + STATUS);
                all.write(records, at, RecordHeader.LENGTH + size);
                all.write(new byte[STATUS], 0, STATUS);
                at += RecordHeader.LENGTH + size;
            }
            unread = all.toByteArray();
            if (!begun) {
                begun = true;
                initial = unread.length;
            }
        }
    }
}
