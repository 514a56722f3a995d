package dev.vmig.conformance.vmmkit;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The bytes read from the source's device since the target's device entered RESUMING, and how many of them were
 * written.
 */
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

    /** Whether the bytes written are the next ones that were read. */
    boolean written(byte[] buffer, int offset, int length) {
        byte[] all = read.toByteArray();
        int end = written + length;
        boolean next = end <= all.length && Arrays.equals(all, written, end, buffer, offset, offset + length);
        written = end;
        return next;
    }
}
