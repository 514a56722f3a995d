package dev.vmig.samples.shapes;

import dev.vmig.conformance.kit.Scheduler;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;

/** The port for virtual time. */
public record VirtualScheduler(VirtualTime time) implements Scheduler {
    @Override
    public void pass(Duration duration) {
        time.pass(duration);
    }

    @Override
    public void after(Duration delay, Runnable action) {
        time.after(delay.toNanos(), action);
    }
}
