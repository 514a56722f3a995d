package dev.vmig.device;

import java.util.ArrayList;
import java.util.List;

/** Writes down what one VF does, and judges it by the rules for a stopped device. */
final class Recorder implements VfObserver {
    final List<String> events = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    private DeviceMode mode = DeviceMode.RUNNING;
    private boolean outstanding;

    static Recorder on(VirtualFunction vf) {
        Recorder recorder = new Recorder();
        vf.observe(recorder);
        return recorder;
    }

    @Override
    public void modeChanged(int vf, DeviceMode next) {
        events.add(next.name());
        if (next == DeviceMode.STOPPED && outstanding) {
            violations.add("DP-DEV-11: stopped with a transaction outstanding");
        }
        mode = next;
    }

    @Override
    public void dmaStarted(int vf) {
        events.add("dma");
        outstanding = true;
        if (mode == DeviceMode.STOPPED) {
            violations.add("DP-DEV-10: DMA while stopped");
        }
    }

    @Override
    public void interruptSent(int vf) {
        events.add("interrupt");
        outstanding = true;
        if (mode == DeviceMode.STOPPED) {
            violations.add("DP-DEV-19: interrupt while stopped");
        }
    }

    @Override
    public void settled(int vf) {
        events.add("settled");
        outstanding = false;
    }

    @Override
    public void doorbellRung(int vf, int queue) {
        events.add("rung " + queue);
    }

    @Override
    public void doorbellServed(int vf, int queue) {
        events.add("served " + queue);
    }

    @Override
    public void reset(int vf) {
        events.add("reset");
        outstanding = false;
    }
}
