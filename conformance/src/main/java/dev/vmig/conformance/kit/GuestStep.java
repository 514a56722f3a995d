package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import java.util.Optional;

/**
 * The guest: sets a device up, submits work, moves with a migration and continues.
 *
 * <p>A guest is judged only where the contract defines the device that it finds: after its own {@link #setUp}, or after
 * a move from a device that was saved and has not run since to a device that has loaded this state.
 */
final class GuestStep {
    private final Context context;

    GuestStep(Context context) {
        this.context = context;
    }

    /** Records the registers of a device that was just opened. */
    void opened(Subject subject) {
        subject.viewAfterOpen = context.view(subject);
    }

    void setUp(Subject subject, int number) {
        context.bench.ports().guest().ifPresent(guest -> guest.setUp(subject.side, number));
        subject.guestWorks = subject.state.isRunning();
        subject.seen = Optional.empty();
        subject.unused = false;
        subject.changed();
        subject.forgetState();
    }

    void work(Subject subject, boolean configure) {
        if (subject.guestWorks) {
            context.bench.ports().work().ifPresent(work -> {
                work.submit(subject.side, configure);
                subject.changed();
                if (configure) {
                    subject.seen = Optional.empty();
                }
                if (runs(subject)) {
                    subject.forgetState();
                }
            });
        }
    }

    /** Moves the guest if the other device has loaded what this one saved last. */
    void move(Subject from) {
        Subject to = context.subject(from.side.other());
        boolean saved = from.guestWorks && from.saved != null && !runs(from);
        boolean loaded = to.state == MigrationState.RESUMING
                && Loading.of(to) == Loading.WHOLE
                && to.session().map(session -> session.fed == from.saved).orElse(false);
        if (saved && loaded) {
            context.bench.ports().work().ifPresent(work -> {
                work.move(from.side);
                from.guestWorks = false;
                to.guestWorks = true;
                to.seen = from.seen;
            });
        }
    }

    void finish(Subject subject) {
        if (!subject.guestWorks || subject.state != MigrationState.RUNNING) {
            return;
        }
        context.bench.ports().work().ifPresent(work -> {
            GuestWork.Progress progress = work.finish(subject.side);
            subject.forgetState();
            String left = progress.given() + " pieces of work given, " + progress.done() + " done";
            context.check("VMIG-MIG-010", progress.given() == progress.done(), left, "all of it, each piece once");
            context.check("VMIG-MIG-010", progress.complaint().isEmpty(), progress.complaint(), "no complaint");
            subject.seen.ifPresent(before ->
                    context.check("VMIG-MIG-010", before.equals(progress.seen()), "seen: " + progress.seen(), before));
            subject.seen = Optional.of(progress.seen());
        });
    }

    private static boolean runs(Subject subject) {
        return subject.state.isRunning();
    }
}
