package dev.vmig.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what one VF does and tells its observers. */
final class VfEvents {
    private final int vf;
    private final List<VfObserver> observers = new ArrayList<>();
    private long dmas;
    private long interrupts;
    private long startedWhileStopped;
    private long doorbells;
    private long controlCommands;
    private long packetsSent;
    private long packetsReceived;
    private long packetsDropped;
    private long resets;

    VfEvents(int vf) {
        this.vf = vf;
    }

    void add(VfObserver observer) {
        observers.add(observer);
    }

    void modeChanged(DeviceMode mode) {
        tell(o -> o.modeChanged(vf, mode));
    }

    void dmaStarted(DeviceMode mode) {
        dmas++;
        countStopped(mode);
        tell(o -> o.dmaStarted(vf));
    }

    void interruptSent(DeviceMode mode) {
        interrupts++;
        countStopped(mode);
        tell(o -> o.interruptSent(vf));
    }

    private void countStopped(DeviceMode mode) {
        if (mode == DeviceMode.STOPPED) {
            startedWhileStopped++;
        }
    }

    void settled() {
        tell(o -> o.settled(vf));
    }

    void doorbellRung(int queue) {
        doorbells++;
        tell(o -> o.doorbellRung(vf, queue));
    }

    void doorbellServed(int queue) {
        tell(o -> o.doorbellServed(vf, queue));
    }

    void partsSet() {
        tell(o -> o.partsSet(vf));
    }

    void reset() {
        resets++;
        tell(o -> o.reset(vf));
    }

    void controlCommandDone() {
        controlCommands++;
    }

    void packetSent(byte[] frame) {
        packetsSent++;
        tell(o -> o.packetSent(vf, frame));
    }

    void blockWritten(long sector, byte[] data) {
        tell(o -> o.blockWritten(vf, sector, data));
    }

    void packetReceived() {
        packetsReceived++;
    }

    void packetsDropped(long packets) {
        packetsDropped += packets;
    }

    VfCounters counters() {
        return new VfCounters(
                dmas,
                interrupts,
                startedWhileStopped,
                doorbells,
                controlCommands,
                packetsSent,
                packetsReceived,
                packetsDropped,
                resets);
    }

    private void tell(Consumer<VfObserver> event) {
        observers.forEach(event);
    }
}
