package dev.vmig.samples.vmm;

import dev.vmig.vmm.Vcpus;

/** Delegates every call to other virtual CPUs; base class for wrappers. */
class ForwardingVcpus implements Vcpus {
    protected final Vcpus vcpus;

    ForwardingVcpus(Vcpus vcpus) {
        this.vcpus = vcpus;
    }

    @Override
    public boolean isRunning() {
        return vcpus.isRunning();
    }

    @Override
    public void pause() {
        vcpus.pause();
    }

    @Override
    public void goOnAtSource() {
        vcpus.goOnAtSource();
    }

    @Override
    public void goOnAtTarget() {
        vcpus.goOnAtTarget();
    }

    @Override
    public void stayPausedAtTarget() {
        vcpus.stayPausedAtTarget();
    }
}
