package dev.vmig.trace.qemu;

import java.util.List;

/**
 * An event of QEMU that no behaviour of the spec explains.
 *
 * @param line where it stands
 * @param event as printed
 * @param reason what it would mean
 * @param before the states that were possible before it
 * @param allowed what the spec would have allowed instead
 */
public record QemuRejection(int line, String event, String reason, List<String> before, List<String> allowed) {
    /** Copies the lists. */
    public QemuRejection {
        before = List.copyOf(before);
        allowed = List.copyOf(allowed);
    }
}
