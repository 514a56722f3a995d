package dev.vmig.conformance.vmmkit;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What was read from the device at the source since the one at the target began to load, and how much of it was written. */
final class CarriedStream {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private int written;

    void clear() {
        read.reset();
        written = 0;
    }

    void read(byte[] buffer, int offset, int length) {
        read.write(buffer, offset, length);
    }

    /** Whether these are the next bytes of what was read. */
    boolean written(byte[] buffer, int offset, int length) {
        byte[] all = read.toByteArray();
        int end = written + length;
        boolean next = end <= all.length && Arrays.equals(all, written, end, buffer, offset, offset + length);
        written = end;
        return next;
    }
}
