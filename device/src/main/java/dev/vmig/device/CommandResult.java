package dev.vmig.device;

import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.StatusHeader;

/** The device-writable part that a command leads to, before it is cut to the driver's buffer. */
final class CommandResult {
    private final byte[] bytes;

    /** Takes over status header and result, which are as long as the array. */
    CommandResult(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Status header and result; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Success without a result. */
    static CommandResult done() {
        return new CommandResult(new byte[StatusHeader.LENGTH]);
    }

    /** An error. */
    static CommandResult failed(int status, int qualifier) {
        byte[] bytes = new byte[StatusHeader.LENGTH];
        StatusHeader.encode(bytes, 0, status, qualifier);
        return new CommandResult(bytes);
    }

    static CommandResult refused(CommandRefused refused) {
        return failed(refused.status().number(), refused.qualifier().number());
    }

    /** Room for a result of fixed size, in whole 64-bit units (Virtio 1.4, 2.13.1). */
    static byte[] room(int length) {
        return new byte[CommandHeader.padded(length)];
    }

    /** Success with a result of any length: the used length is all that tells it. */
    static CommandResult result(byte[] result) {
        byte[] bytes = new byte[StatusHeader.LENGTH + result.length];
        System.arraycopy(result, 0, bytes, StatusHeader.LENGTH, result.length);
        return new CommandResult(bytes);
    }
}
