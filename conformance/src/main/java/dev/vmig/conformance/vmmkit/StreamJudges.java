package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a VMM does with data files and what comes through them. */
final class StreamJudges {
    private StreamJudges() {}

    /** That a session has ended the VMM knows of what it did itself, what it read, and what it was told. */
    static void leavesEndedFilesAlone(RecordedMigration migration, RuleChecks checks) {
        Map<Side, Integer> opened = new EnumMap<>(Side.class);
        Map<Integer, Integer> known = new HashMap<>();
        for (MigrationEvent event : migration.events()) {
            if (event.kind().usesFile()) {
                Integer since = known.get(event.file());
                checks.check(since == null, event, "%s, though its session had ended (%d)", event, since);
                if (event.errno().filter(Errno.ENODEV::equals).isPresent()) {
                    known.put(event.file(), event.number());
                }
            }
            boolean answered = event.kind() == Kind.SET || event.kind() == Kind.GET;
            boolean tells = (answered && !event.failed()) || event.kind() == Kind.RESET;
            Integer file = opened.get(event.side());
            if (tells && file != null && !hasSession(event.after())) {
                known.putIfAbsent(file, event.number());
            }
            if (event.kind() == Kind.SET && event.file() > 0) {
                opened.put(event.side(), event.file());
            }
        }
    }

    private static boolean hasSession(MigrationState state) {
        return state.inSavingGroup() || state == MigrationState.RESUMING;
    }

    static void loadsTheEnd(RecordedMigration migration, RuleChecks checks) {
        boolean ended = false;
        for (MigrationEvent event : migration.events()) {
            ended |= event.is(Side.SOURCE, Kind.READ)
                    && event.before() == MigrationState.STOP_COPY
                    && event.bytes() == 0
                    && !event.failed();
            if (runsLoaded(event)) {
                checks.check(
                        ended, event, "%s, though the source's stream was not read to its end in STOP_COPY", event);
            }
        }
    }

    static void movesAllInOrder(RecordedMigration migration, RuleChecks checks) {
        long read = 0;
        long written = 0;
        for (MigrationEvent event : migration.events()) {
            read += event.is(Side.SOURCE, Kind.READ) ? event.bytes() : 0;
            if (event.is(Side.TARGET, Kind.WRITE) && !event.failed()) {
                written += event.bytes();
                checks.check(event.sound(), event, "%s, which are not the next ones of the source's stream", event);
            }
            if (runsLoaded(event)) {
                checks.check(read == written, event, "%s, with %d of %d bytes written", event, written, read);
            }
        }
    }

    /** The target is asked to run on what it has loaded. */
    private static boolean runsLoaded(MigrationEvent event) {
        boolean loaded = event.before() == MigrationState.RESUMING || event.before() == MigrationState.STOP;
        boolean runs = event.asksFor(MigrationState.RUNNING) || event.asksFor(MigrationState.RUNNING_P2P);
        return event.is(Side.TARGET, Kind.SET) && loaded && runs;
    }

    static void neverBothRun(RecordedMigration migration, RuleChecks checks) {
        boolean arrived = false;
        MigrationState source = MigrationState.RUNNING;
        for (MigrationEvent event : migration.events()) {
            if (event.side() == Side.SOURCE) {
                source = event.after();
            } else if (event.kind() == Kind.SET) {
                boolean came = event.before() == MigrationState.RESUMING || event.before() == MigrationState.STOP;
                arrived = (arrived || came) && runs(event.after());
            } else if (event.kind() == Kind.RESET || event.kind() == Kind.TARGET_GONE) {
                arrived = false;
            }
            if (arrived) {
                checks.check(!runs(source), event, "%s, with the source in %s", event, source);
            }
        }
    }

    private static boolean runs(MigrationState state) {
        return state == MigrationState.RUNNING
                || state == MigrationState.RUNNING_P2P
                || state == MigrationState.PRE_COPY
                || state == MigrationState.PRE_COPY_P2P;
    }

    static void guestFollowsDevice(RecordedMigration migration, RuleChecks checks) {
        for (MigrationEvent event : migration.events()) {
            if (event.is(Side.TARGET, Kind.GO_ON)) {
                checks.check(
                        event.after() == MigrationState.RUNNING,
                        event,
                        "the guest goes on at the target, with its device in %s",
                        event.after());
            }
        }
    }

    static void closesFiles(RecordedMigration migration, RuleChecks checks) {
        Set<Integer> open = new HashSet<>();
        for (MigrationEvent event : migration.events()) {
            if (event.kind() == Kind.SET && event.file() > 0) {
                open.add(event.file());
            } else if (event.kind() == Kind.CLOSE) {
                open.remove(event.file());
            } else if (event.is(Side.TARGET, Kind.END)) {
                checks.check(open.isEmpty(), event, "files %s were not closed", open);
            }
        }
    }
}
