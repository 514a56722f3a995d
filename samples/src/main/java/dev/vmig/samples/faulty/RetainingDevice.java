package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device whose saving files still deliver their unread bytes after the end of their session. */
class RetainingDevice extends ForwardingDevice {
    private final List<RetainedFile> files = new ArrayList<>();

    private RetainingDevice(VfioDevice device) {
        super(device);
    }

    /** Its files outlive a reset. */
    static VfioDevice overReset(VfioDevice device) {
        return new RetainingDevice(device) {
            @Override
            public void reset() {
                retain();
                device.reset();
            }
        };
    }

    /** Its files outlive the closing of the device. */
    static VfioDevice overClose(VfioDevice device) {
        return new RetainingDevice(device) {
            @Override
            public void close() {
                retain();
                device.close();
            }
        };
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> {
            RetainedFile retained = new RetainedFile(file);
            files.add(retained);
            return retained;
        });
    }

    /** Reads all available bytes. */
    void retain() {
        files.forEach(RetainedFile::retain);
    }

    private static final class RetainedFile extends ForwardingFile {
        private final ByteArrayOutputStream retained = new ByteArrayOutputStream();
        private ByteArrayInputStream rest = new ByteArrayInputStream(new byte[0]);

        RetainedFile(DataFile file) {
            super(file);
        }

        void retain() {
            byte[] chunk = new byte[1 << 16];
            try {
                for (int count = file.read(chunk, 0, chunk.length);
                        count > 0;
                        count = file.read(chunk, 0, chunk.length)) {
                    retained.write(chunk, 0, count);
                }
            } catch (ErrnoException e) {
                // The end of the stream.
            }
            rest = new ByteArrayInputStream(retained.toByteArray());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            return rest.available() > 0 ? rest.read(buffer, offset, length) : file.read(buffer, offset, length);
        }
    }
}
