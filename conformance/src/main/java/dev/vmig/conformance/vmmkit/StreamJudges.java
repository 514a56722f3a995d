package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges the use of data files and their bytes. */
final class StreamJudges {
    private StreamJudges() {}

    /** VMIG-VMM-003. A VMM knows that a session has ended by its own requests, a read of the state, or an answer. */
    static void leavesEndedFilesAlone(RecordedMigration migration, RuleChecks checks) {
        Map<Side, Integer> opened = new EnumMap<>(Side.class);
        Map<Integer, Integer> known = new HashMap<>();
        for (MigrationEvent event : migration.events()) {
            if (event.kind().usesFile()) {
                int since = known.getOrDefault(event.file(), 0);
                checks.check(since == 0, event, "%s, though its session had ended (%d)", event, since);
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
        boolean cut = false;
        for (MigrationEvent event : migration.events()) {
            if (readsInStopCopy(event)) {
                ended |= event.bytes() == 0 && !event.failed();
                cut = hasNoMessage(event);
            }
            if (runsLoaded(event) && !cut) {
                checks.check(
                        ended, event, "%s, though the source's stream was not read to its end in STOP_COPY", event);
            }
        }
    }

    static void readsOnAfterEnomsg(RecordedMigration migration, RuleChecks checks) {
        boolean cut = false;
        for (MigrationEvent event : migration.events()) {
            if (readsInStopCopy(event)) {
                cut = hasNoMessage(event);
            }
            if (cut && (runsLoaded(event) || event.is(Side.TARGET, Kind.END))) {
                checks.check(
                        !runsLoaded(event), event, "%s, though the last read in STOP_COPY was answered ENOMSG", event);
            }
        }
    }

    private static boolean readsInStopCopy(MigrationEvent event) {
        return event.is(Side.SOURCE, Kind.READ) && event.before() == MigrationState.STOP_COPY;
    }

    private static boolean hasNoMessage(MigrationEvent event) {
        return event.errno().filter(Errno.ENOMSG::equals).isPresent();
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

    /** Whether the target is requested to run on the state that it has loaded, or the paused VM arrives with it. */
    static boolean runsLoaded(MigrationEvent event) {
        boolean loaded = event.before() == MigrationState.RESUMING || event.before() == MigrationState.STOP;
        boolean runs = event.asksFor(MigrationState.RUNNING) || event.asksFor(MigrationState.RUNNING_P2P);
        return (event.is(Side.TARGET, Kind.SET) && loaded && runs) || event.is(Side.TARGET, Kind.STAYS_PAUSED);
    }

    /** VMIG-VMM-008. Once a device at the target runs on a loaded state, no device at the source runs. */
    static void neverBothRun(RecordedMigration migration, RuleChecks checks) {
        EndStates sources = new EndStates(migration, Side.SOURCE);
        Set<String> arrived = new HashSet<>();
        for (MigrationEvent event : migration.events()) {
            sources.see(event);
            if (event.side() == Side.TARGET) {
                boolean came = event.before() == MigrationState.RESUMING || event.before() == MigrationState.STOP;
                if (event.kind() == Kind.SET && (came || arrived.contains(event.device())) && runs(event.after())) {
                    arrived.add(event.device());
                } else if (event.kind() != Kind.GET && event.kind() != Kind.GO_ON) {
                    arrived.remove(event.device());
                }
            }
            if (!arrived.isEmpty()) {
                Optional<String> running = sources.any(StreamJudges::runs);
                checks.check(
                        running.isEmpty(),
                        event,
                        "%s, with the source in %s",
                        event,
                        running.map(sources::of).orElse(event.after()));
            }
        }
    }

    static boolean runs(MigrationState state) {
        return state == MigrationState.RUNNING
                || state == MigrationState.RUNNING_P2P
                || state == MigrationState.PRE_COPY
                || state == MigrationState.PRE_COPY_P2P;
    }

    /** VMIG-VMM-027. The initial bytes are read before the guest stops, so that they do not add to the downtime. */
    static void readsInitialBytes(RecordedMigration migration, RuleChecks checks) {
        long initial = -1;
        long read = 0;
        boolean empty = false;
        for (MigrationEvent event : migration.events()) {
            if (event.is(Side.SOURCE, Kind.READ)) {
                read += event.bytes();
                empty |= hasNoMessage(event);
            } else if (event.is(Side.SOURCE, Kind.INFO) && !event.failed()) {
                initial = event.bytes();
                read = 0;
                empty = false;
            } else if (event.is(Side.SOURCE, Kind.PAUSE) && event.before() == MigrationState.PRE_COPY) {
                checks.check(
                        initial >= 0 ? empty || read >= initial : empty || read > 0,
                        event,
                        "the guest is paused with initial bytes of the device unread: %d of %d",
                        Math.max(0, initial - read),
                        initial);
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
