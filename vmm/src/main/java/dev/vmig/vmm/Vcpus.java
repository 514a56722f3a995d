package dev.vmig.vmm;

/** The virtual CPUs of the VM, which run its guest at one end or not at all. */
public interface Vcpus {
    /** A VM whose guest is nobody's business. */
    Vcpus NONE = new Vcpus() {};

    /** The guest executes nothing from now on: it writes no memory and touches no device. */
    default void pause() {}

    /** The guest goes on where it was, its devices running. */
    default void goOnAtSource() {}

    /** The guest goes on at the target, with the memory and the devices there. */
    default void goOnAtTarget() {}
}
