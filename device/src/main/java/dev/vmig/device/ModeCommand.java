package dev.vmig.device;

import dev.vmig.codec.DevModeSet;

/** DEV_MODE_SET (Virtio 1.4, 2.12.1.4.3.4). */
final class ModeCommand {
    private ModeCommand() {}

    /** Stops or resumes; both succeed when there is nothing to do. A stop comes here once nothing is outstanding. */
    static Outcome set(Command command, VirtualFunction vf) throws CommandRefused {
        int flags = DevModeSet.flags(command.view());
        if ((flags & ~DevModeSet.FLAG_STOPPED) != 0) {
            throw CommandRefused.field("flags of DEV_MODE_SET", flags, "0 or 1");
        }
        if (DevModeSet.isStop(command.view())) {
            vf.stop();
        } else {
            vf.resume();
        }
        return Outcome.done();
    }
}
