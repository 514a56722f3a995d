package dev.vmig.samples.faulty;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** A record is refused for its tag, although it says that it may be skipped. */
final class OptionalRefused extends ForwardingDevice {
    OptionalRefused(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            private final RecordHeader header = new RecordHeader();
            private boolean failed;

            @Override
            public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                failed |= length >= RecordHeader.LENGTH && isUnknown(header.wrap(buffer, offset));
                if (failed) {
                    throw new ErrnoException(Errno.EOPNOTSUPP, "tag: " + header.tag());
                }
                return file.write(buffer, offset, length);
            }

            /** Only the very header that may be skipped: other bytes may come to lie here too. */
            private boolean isUnknown(RecordHeader record) {
                return record.flags() == RecordHeader.FLAG_OPTIONAL
                        && record.tag() != RecordHeader.TAG_DEVICE_DATA
                        && record.recordSize() >>> Integer.SIZE == 0;
            }
        });
    }
}
