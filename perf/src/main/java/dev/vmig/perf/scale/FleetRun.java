package dev.vmig.perf.scale;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.commons.lang3.Validate;

/** VFs under several PFs in one process and one virtual time, driven in turn by the thread that calls. */
final class FleetRun {
    /** The number of object ids of a PF, which bounds the number of VFs that migrate at the same time. */
    static final int MOST_VFS_A_PF = 255;

    private final List<Walker> walkers = new ArrayList<>();
    /** Keeps the hosts reachable while their memory is measured. */
    private final List<Host> hosts = new ArrayList<>();

    FleetRun(int vfs, int pfs) {
        Validate.isTrue(
                vfs >= 1 && vfs <= (long) pfs * MOST_VFS_A_PF,
                "vfs: %d (expected: 1 to %d under %d PFs)",
                vfs,
                (long) pfs * MOST_VFS_A_PF,
                pfs);
        VirtualTime time = new VirtualTime();
        byte[] chunk = new byte[1 << 16];
        for (int pf = 0; pf < Math.min(vfs, pfs); pf++) {
            int members = vfs / pfs + (pf < vfs % pfs ? 1 : 0);
            PfConfig config = PfConfig.of(members).withSeed(pf);
            Host host = new Host(config, DriverProfile.CONTRACT, DriverOptions.DEFAULT, time, HostObserver.NONE);
            hosts.add(host);
            host.drivers().forEach(driver -> walkers.add(new Walker(driver, chunk)));
        }
    }

    /** The walkers, in no order that matters. */
    List<Walker> walkers() {
        return walkers;
    }

    /** Part objects that are alive in all PFs. */
    int objects() {
        return hosts.stream().mapToInt(host -> host.owner().objects()).sum();
    }

    /** Spreads the walkers over all states of the round. */
    void spread() throws ErrnoException {
        for (int i = 0; i < walkers.size(); i++) {
            for (int steps = i % Walker.ROUND.size(); steps > 0; steps--) {
                walkers.get(i).step();
            }
        }
    }

    /** Has every walker take one step. */
    void tick() throws ErrnoException {
        for (Walker walker : walkers) {
            walker.step();
        }
    }

    /**
     * Builds a fleet and measures it.
     *
     * @param clock of nanoseconds
     * @param nanos for how long to count transitions; whole rounds, at least one
     */
    static FleetPoint measure(int vfs, int pfs, LongSupplier clock, long nanos) throws ErrnoException {
        long before = usedAfterCollection();
        FleetRun run = new FleetRun(vfs, pfs);
        run.spread();
        rounds(run, clock, nanos);
        long begin = clock.getAsLong();
        long ticks = rounds(run, clock, nanos);
        long took = Math.max(1, clock.getAsLong() - begin);
        long heap = usedAfterCollection() - before;
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return new FleetPoint(vfs, run.objects(), heap, ticks * vfs * 1e9 / took, threads);
    }

    private static long rounds(FleetRun run, LongSupplier clock, long nanos) throws ErrnoException {
        long begin = clock.getAsLong();
        long ticks = 0;
        do {
            for (int i = 0; i < Walker.ROUND.size(); i++) {
                run.tick();
                ticks++;
            }
        } while (clock.getAsLong() - begin < nanos);
        return ticks;
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
