package dev.vmig.properties.stress;

import dev.vmig.admin.Ledger;
import dev.vmig.admin.VirtioDriver;
import dev.vmig.device.DeviceMode;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must hold when a storm is over. */
final class StormCheck {
    private static final Ledger NOTHING = new Ledger(Set.of(), 0, 0);

    private final Storm storm;
    private final List<String> findings = new ArrayList<>();

    private StormCheck(Storm storm) {
        this.storm = storm;
    }

    /** What does not hold; each with the seed that shows it. */
    static List<String> findings(Storm storm) {
        StormCheck check = new StormCheck(storm);
        for (int vf = 0; vf < StormPlan.VFS; vf++) {
            check.outcome(vf);
        }
        check.leftovers("source", storm.source);
        check.leftovers("target", storm.target);
        return check.findings;
    }

    private void outcome(int vf) {
        String who = "vf" + vf + ", " + storm.result(vf).failure().orElse("complete");
        hold(storm.target.runs(vf), who + ": the target runs");
        if (storm.result(vf).completed()) {
            arrived(vf, who);
        } else {
            hold(storm.source.runs(vf), who + ": the source runs on");
            hold(!storm.target.isLive(vf), who + ": the target serves no guest");
            hold(servesAGuest(storm.source, vf), who + ": the source serves its guest");
        }
    }

    private void arrived(int vf, String who) {
        StormHost source = storm.source;
        StormHost target = storm.target;
        hold(!source.isLive(vf), who + ": the source serves no guest");
        // What is reset once it serves its guest, or was given away, is not the migration's business any more.
        long started = target.history().lastStart(vf);
        hold(started > target.history().lastImage(vf), who + ": the target was let go with what it was given");
        boolean disturbed = source.history().lastReset(vf) >= source.watch().lastGet(vf)
                || target.history().lastReset(vf) >= started;
        if (!disturbed) {
            hold(source.state(vf) == MigrationState.STOP, who + ": the driver of the source is in STOP");
            hold(source.vf(vf).mode() == DeviceMode.STOPPED, who + ": the device of the source is stopped");
            hold(target.vf(vf).describe().equals(source.vf(vf).describe()), who + ": the target is as the source was");
        }
    }

    /** The guest sets the device up again if it was reset; then it works. */
    private boolean servesAGuest(StormHost host, int vf) {
        if (!host.isLive(vf)) {
            host.vf(vf).initialise();
        }
        long before = host.vf(vf).counters().dmas();
        host.vf(vf).ringDoorbell(1);
        storm.time.pass(Duration.ofMillis(1));
        return host.isLive(vf) && host.vf(vf).counters().dmas() > before;
    }

    private void leftovers(String where, StormHost host) {
        host.watch().breaches().forEach(breach -> hold(false, where + ": " + breach));
        for (VirtioDriver driver : host.host().drivers()) {
            hold(driver.ledger().equals(NOTHING), where + ": nothing is kept, but " + driver.ledger());
        }
        host.reclaimIds();
        hold(
                host.host().owner().objects() == 0,
                where + ": no object, but " + host.host().owner().objects());
        hold(
                host.host().parts().takenIds().isEmpty(),
                where + ": no id is taken, but " + host.host().parts().takenIds());
    }

    private void hold(boolean holds, String what) {
        if (!holds) {
            findings.add("seed " + storm.plan.seed() + ", does not hold: " + what);
        }
    }
}
