package dev.vmig.vmm;

/** The virtual CPUs of the VM: they run its guest at the source, at the target, or not at all. */
public interface Vcpus {
    /** A VM without a guest that matters. */
    Vcpus NONE = new Vcpus() {};

    /** Pauses the guest: it writes no memory and accesses no device. */
    default void pause() {}

    /** Resumes the guest at the source, where its devices run. */
    default void goOnAtSource() {}

    /** Resumes the guest at the target, with the memory and the devices there. */
    default void goOnAtTarget() {}
}
