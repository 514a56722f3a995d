package dev.vmig.fsm;

import java.util.List;
import java.util.Optional;

/** The eight migration states, {@code enum vfio_device_mig_state}, with its numbers and in its order. */
public enum MigrationState {
    /** The device has failed. It cannot be requested, and only a reset leaves it. */
    ERROR(0),
    /** Neither DMA nor interrupts, and nothing changes inside; configuration accesses are still answered. */
    STOP(1),
    /** Fully operational: the state after open and after reset. */
    RUNNING(2),
    /** As STOP, and the state of the device can be read from the data file. */
    STOP_COPY(3),
    /** Stopped, and the state of another device is being written into the data file. */
    RESUMING(4),
    /** Running, but no new peer-to-peer DMA is started; what was outstanding has ended. */
    RUNNING_P2P(5),
    /** Running, and a first version of the state can already be read from the data file. */
    PRE_COPY(6),
    /** As PRE_COPY, without peer-to-peer DMA, as in RUNNING_P2P. */
    PRE_COPY_P2P(7);

    private static final List<MigrationState> BY_VALUE = List.of(values());

    private final int value;

    MigrationState(int value) {
        this.value = value;
    }

    /** The number that {@code device_state} carries, 0 to 7. */
    public int value() {
        return value;
    }

    /**
     * The state with that number; empty for 8 ({@code VFIO_DEVICE_STATE_NR}, not a state) and all above.
     *
     * @param value {@code device_state} as an unsigned 32-bit number
     */
    public static Optional<MigrationState> of(int value) {
        return Integer.compareUnsigned(value, BY_VALUE.size()) < 0
                ? Optional.of(BY_VALUE.get(value))
                : Optional.empty();
    }

    /** Whether the device works and writes to other devices: RUNNING and PRE_COPY (uapi/linux/vfio.h). */
    public boolean isRunning() {
        return this == RUNNING || this == PRE_COPY;
    }

    /** Whether the device state does not change, not even by writes of other devices: STOP, STOP_COPY and RESUMING. */
    public boolean isStopped() {
        return this == STOP || this == STOP_COPY || this == RESUMING;
    }

    /** Whether the state belongs to the saving group, within which one data file lives on. */
    public boolean inSavingGroup() {
        return this == PRE_COPY || this == PRE_COPY_P2P || this == STOP_COPY;
    }
}
