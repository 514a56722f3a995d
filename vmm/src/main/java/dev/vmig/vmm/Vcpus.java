package dev.vmig.vmm;

/** The virtual CPUs of the VM: they run its guest at the source, at the target, or not at all. */
public interface Vcpus {
    /** A VM without a guest that matters. */
    Vcpus NONE = new Vcpus() {};

    /** Whether the guest runs when the migration begins; a VM that the user has paused has its devices in STOP. */
    default boolean isRunning() {
        return true;
    }

    /** Pauses the guest: it writes no memory and accesses no device. */
    default void pause() {}

    /** Resumes the guest at the source, where its devices run. */
    default void goOnAtSource() {}

    /** Resumes the guest at the target, with the memory and the devices there. */
    default void goOnAtTarget() {}

    /** Keeps a guest that was paused before the migration paused at the target. */
    default void stayPausedAtTarget() {}
}
