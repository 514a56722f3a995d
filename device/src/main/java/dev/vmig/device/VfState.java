package dev.vmig.device;

/** What a VF is: its mode, and its parts as the owner and as the device itself see them. */
final class VfState {
    final NetShape shape;
    DeviceMode mode = DeviceMode.RUNNING;
    /** Whether a stop command is in flight: nothing new is started. */
    boolean holding;
    /** What DEV_PARTS_GET returns. */
    NetState parts;
    /** What the device works with; differs from {@link #parts} between DEV_PARTS_SET and resume. */
    NetState effective;

    VfState(NetShape shape) {
        this.shape = shape;
        this.parts = new NetState(shape);
        this.effective = parts;
    }

    void toDefaults() {
        parts = new NetState(shape);
        effective = parts;
    }
}
