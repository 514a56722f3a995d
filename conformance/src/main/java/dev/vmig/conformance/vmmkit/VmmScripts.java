package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.Incident.BitmapFails;
import dev.vmig.conformance.vmmkit.Incident.CallFails;
import dev.vmig.conformance.vmmkit.Incident.GuestResets;
import dev.vmig.conformance.vmmkit.Incident.HostResets;
import dev.vmig.conformance.vmmkit.Incident.LacksP2p;
import dev.vmig.conformance.vmmkit.Incident.LinkIsLost;
import dev.vmig.conformance.vmmkit.Incident.RequestBreaks;
import dev.vmig.conformance.vmmkit.Incident.RequestFails;
import dev.vmig.conformance.vmmkit.Incident.SmallSteps;
import dev.vmig.conformance.vmmkit.Incident.TargetIsGone;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The scripts of the VMM kit. */
final class VmmScripts {
    static final List<String> NAMES = List.of(
            "undisturbed",
            "guest-resets",
            "failures",
            "stream-errors",
            "dirty-bitmap",
            "link-loss",
            "target-loss",
            "target-resets",
            "several-devices",
            "paused",
            "again",
            "drawn");

    /** More calls than an undisturbed migration of one device makes. */
    private static final int CALLS = 24;

    private static final int REQUESTS = 5;
    private static final int MESSAGES = 9;
    private static final int TARGET_CALLS = 10;
    private static final int BITMAPS = 6;
    private static final int READS = 8;
    private static final int DRAWN = 20;

    private final List<MigrationScript> scripts = new ArrayList<>();

    private VmmScripts() {}

    static List<MigrationScript> all(long seed) {
        VmmScripts all = new VmmScripts();
        all.add(MigrationScript.of("undisturbed"));
        all.add(MigrationScript.of("undisturbed", new SmallSteps(40)));
        all.resets();
        all.failures();
        all.streamErrors();
        all.losses();
        all.severalDevices();
        all.paused();
        all.add(MigrationScript.of("again").twice());
        all.add(MigrationScript.of("again", new LinkIsLost(2)).twice());
        all.drawn(new SplittableRandom(seed));
        return List.copyOf(all.scripts);
    }

    private void add(MigrationScript script) {
        scripts.add(script);
    }

    private void resets() {
        for (int call = 1; call <= CALLS; call++) {
            add(MigrationScript.of("guest-resets", new GuestResets(call)));
        }
        for (int call = 1; call <= TARGET_CALLS; call++) {
            add(MigrationScript.of("target-resets", new HostResets(call)));
        }
    }

    /** Requests fail at each stage: once, twice, always, and again in the recovery. */
    private void failures() {
        for (int request = 1; request <= REQUESTS; request++) {
            for (Side side : Side.values()) {
                for (int arcs = 0; arcs <= 1; arcs++) {
                    add(MigrationScript.of("failures", new RequestFails(side, request, arcs)));
                }
                add(MigrationScript.of("failures", new RequestFails(side, request, 0, 2)));
                add(MigrationScript.of("failures", new RequestFails(side, request, 0, Incident.FOR_EVER)));
                add(MigrationScript.of("failures", new RequestBreaks(side, request)));
            }
            RequestFails again = new RequestFails(Side.SOURCE, request + 1, 0);
            add(MigrationScript.of("failures", new LinkIsLost(2), again));
        }
    }

    /** Other calls fail at each stage, once and always. */
    private void streamErrors() {
        for (int times : List.of(1, Incident.FOR_EVER)) {
            for (int call = 1; call <= 4; call++) {
                fails(Side.SOURCE, Kind.GET, call, Errno.EIO, times);
                fails(Side.TARGET, Kind.GET, call, Errno.EIO, times);
                fails(Side.SOURCE, Kind.INFO, call, Errno.EIO, times);
                fails(Side.TARGET, Kind.WRITE, call, Errno.EIO, times);
            }
            for (int call = 1; call <= READS; call++) {
                fails(Side.SOURCE, Kind.READ, call, Errno.EIO, times);
                fails(Side.SOURCE, Kind.READ, call, Errno.ENOMSG, times);
            }
            fails(Side.SOURCE, Kind.LENGTH, 1, Errno.EIO, times);
        }
        for (int bitmap = 1; bitmap <= BITMAPS; bitmap++) {
            add(MigrationScript.of("dirty-bitmap", new BitmapFails(bitmap)));
        }
    }

    private void fails(Side side, Kind kind, int call, Errno errno, int times) {
        add(MigrationScript.of("stream-errors", new CallFails(side, kind, call, errno, times)));
    }

    private void losses() {
        for (int message = 1; message <= MESSAGES; message++) {
            add(MigrationScript.of("link-loss", new LinkIsLost(message)));
        }
        for (int call = 1; call <= TARGET_CALLS; call++) {
            add(MigrationScript.of("target-loss", new TargetIsGone(call)));
        }
    }

    private void severalDevices() {
        add(several());
        add(several().withDevices(3));
        add(several().twice());
        add(several(new LacksP2p()));
        for (int request = 1; request <= 2 * REQUESTS; request++) {
            add(several(new RequestFails(Side.SOURCE, request, 0)));
            add(several(new RequestBreaks(Side.SOURCE, request)));
        }
        for (int request = 1; request <= REQUESTS; request++) {
            add(several(new RequestFails(Side.TARGET, request, 0)));
        }
        for (int message = 3; message <= MESSAGES; message += 2) {
            add(several(new LinkIsLost(message)));
        }
        for (int call = 3; call <= 2 * CALLS; call += 9) {
            add(several(new GuestResets(call)));
        }
        for (int call = 2; call <= TARGET_CALLS; call += 2) {
            add(several(new HostResets(call)));
        }
    }

    private static MigrationScript several(Incident... incidents) {
        return MigrationScript.of("several-devices", incidents).withDevices(2);
    }

    /** The user has paused the VM before the migration. */
    private void paused() {
        add(MigrationScript.of("paused").paused());
        add(MigrationScript.of("paused").paused().withDevices(2));
        add(MigrationScript.of("paused", new LinkIsLost(2)).paused());
        for (int request = 1; request <= 2; request++) {
            add(MigrationScript.of("paused", new RequestFails(Side.SOURCE, request, 0))
                    .paused());
            add(MigrationScript.of("paused", new RequestFails(Side.TARGET, request, 0))
                    .paused());
        }
        add(MigrationScript.of("paused", new RequestBreaks(Side.SOURCE, 1)).paused());
    }

    /** Two incidents at random, and perhaps a second migration. */
    private void drawn(SplittableRandom random) {
        for (int i = 0; i < DRAWN; i++) {
            MigrationScript script = MigrationScript.of("drawn", draw(random), draw(random));
            MigrationScript sized = random.nextInt(4) == 0 ? script.withDevices(2) : script;
            add(random.nextBoolean() ? sized.twice() : sized);
        }
    }

    private static Incident draw(SplittableRandom random) {
        Side side = random.nextBoolean() ? Side.SOURCE : Side.TARGET;
        return switch (random.nextInt(9)) {
            case 0 -> new GuestResets(1 + random.nextInt(CALLS));
            case 1 -> new RequestFails(side, 1 + random.nextInt(REQUESTS), random.nextInt(3), 1 + random.nextInt(3));
            case 2 -> new RequestBreaks(side, 1 + random.nextInt(REQUESTS));
            case 3 -> new LinkIsLost(1 + random.nextInt(MESSAGES));
            case 4 -> new TargetIsGone(1 + random.nextInt(TARGET_CALLS));
            case 5 -> new HostResets(1 + random.nextInt(TARGET_CALLS));
            case 6 -> new BitmapFails(1 + random.nextInt(BITMAPS));
            case 7 -> new CallFails(Side.SOURCE, Kind.READ, 1 + random.nextInt(READS), Errno.EIO, 1);
            default -> new SmallSteps(16 + random.nextInt(200));
        };
    }
}
