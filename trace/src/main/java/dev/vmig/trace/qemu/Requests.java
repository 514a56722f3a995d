package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.walk.Rejection;
import java.util.Optional;

/**
 * Requests for states, and what QEMU believes of them.
 *
 * <p>QEMU prints a request before it asks, and asks only if it believes the device to be in another state. It prints the
 * state that it believes in afterwards: what it asked for; the recover state, if asking failed and the recover state is
 * not ERROR; RUNNING, if it had to reset the device. Its error line tells the errno of what failed.
 */
final class Requests {
    /**
     * A request without an answer yet.
     *
     * @param optional whether none need come
     * @param errno what it failed with, if an error line tells
     */
    private record Pending(
            int line,
            MigrationState asked,
            Optional<MigrationState> recover,
            boolean optional,
            Optional<String> errno) {}

    private static final String STATE = "one of the states of the uAPI";

    private final String device;
    private final Story story;
    private Optional<MigrationState> now = Optional.empty();
    private Optional<MigrationState> lastAsked = Optional.empty();
    private Optional<Pending> pending = Optional.empty();

    Requests(String device, Story story) {
        this.device = device;
        this.story = story;
    }

    /** The state that QEMU believes in; empty if the log does not tell yet. */
    Optional<MigrationState> now() {
        return now;
    }

    boolean isIn(MigrationState state) {
        return now.filter(state::equals).isPresent();
    }

    /** Why the log may not end here. */
    Optional<String> open() {
        return pending.filter(request -> !request.optional())
                .map(request ->
                        "the request for " + request.asked() + " of line " + request.line() + " is not answered");
    }

    /** The device has been opened. */
    void opened(int line) {
        now = Optional.of(MigrationState.RUNNING);
        lastAsked = Optional.empty();
        pending = Optional.empty();
        story.came(line, MigrationState.RUNNING, "start");
    }

    /** Before any event: a request that is still open has to be answered by it, or needs no answer. */
    Optional<Rejection> before(QemuEvent event, Possible possible) {
        // A second QEMU may append to the log of one that has died in between.
        boolean answers = event.kind() == EventKind.RESULT || event.kind().isError();
        if (pending.isEmpty() || answers || event.kind() == EventKind.INIT) {
            return Optional.empty();
        }
        Pending request = pending.get();
        if (!request.optional()) {
            return Rejection.because(
                    "the request for " + request.asked() + " of line " + request.line() + " is not answered",
                    "vfio_migration_set_device_state first");
        }
        pending = Optional.empty();
        if (now.isEmpty() && !possible.keep(Possible.in(request.asked()))) {
            return Rejection.because("the device is taken to be in " + request.asked(), "an answer to the request");
        }
        now = Optional.of(request.asked());
        story.came(request.line(), request.asked(), "already there");
        return Optional.empty();
    }

    /** QEMU is about to ask. */
    Optional<Rejection> ask(QemuEvent event) {
        Optional<MigrationState> asked = event.state("new_state");
        if (asked.isEmpty()) {
            return Rejection.because("a request for " + event.field("new_state"), STATE);
        }
        lastAsked = asked;
        pending = Optional.of(new Pending(
                event.line(),
                asked.get(),
                event.state("recover_state").filter(state -> state != MigrationState.ERROR),
                now.isEmpty() || now.equals(asked),
                Optional.empty()));
        return Optional.empty();
    }

    /** QEMU reports that a request failed: the one without an answer, or, before 9.1, one that it did not print. */
    Optional<Rejection> failed(QemuEvent event, Possible possible, boolean printsRequests) {
        Optional<MigrationState> asked = event.state("new_state");
        Optional<String> errno = Optional.of(ErrorLine.errno(event.has("error") ? event.field("error") : ""));
        if (pending.isPresent() && asked.filter(pending.get().asked()::equals).isPresent()) {
            Pending request = pending.get();
            pending = Optional.of(new Pending(request.line(), request.asked(), request.recover(), false, errno));
            return Optional.empty();
        }
        if (printsRequests || asked.isEmpty() || now.equals(asked)) {
            // Of a request whose answer stands above; QEMU often reports later.
            return Optional.empty();
        }
        Optional<MigrationState> recover = event.state("recover_state").filter(it -> it != MigrationState.ERROR);
        Optional<Rejection> rejection = recover.isPresent()
                ? possible.accept(Readings.recovered(device, asked.get(), recover.get(), errno))
                : possible.accept(Readings.failedAndReset(device, asked.get(), errno));
        lastAsked = asked;
        if (rejection.isEmpty()) {
            came(
                    event.line(),
                    recover.orElse(MigrationState.RUNNING),
                    recover.isPresent() ? "recovered" : "failed, then reset");
        }
        return rejection;
    }

    /** QEMU believes in another state. */
    Optional<Rejection> answered(QemuEvent event, Possible possible) {
        Optional<MigrationState> state = event.state("state");
        if (state.isEmpty()) {
            return Rejection.because("an answer of " + event.field("state"), STATE);
        }
        if (pending.isEmpty()) {
            return withoutRequest(event.line(), state.get(), possible);
        }
        Pending request = pending.get();
        pending = Optional.empty();
        Optional<Rejection> rejection = request.errno().isPresent()
                ? Rejection.because(
                        "the answer " + state.get() + " to a request that failed with "
                                + request.errno().get(),
                        "the recover state, or RUNNING after a reset")
                : possible.accept(Readings.reached(device, request.asked(), state.get()));
        if (rejection.isEmpty()) {
            came(event.line(), state.get(), "asked");
            return rejection;
        }
        boolean recovered = request.recover().equals(state)
                && possible.accept(Readings.recovered(device, request.asked(), state.get(), request.errno()))
                        .isEmpty();
        if (recovered) {
            came(event.line(), state.get(), "recovered");
            return Optional.empty();
        }
        boolean reset = state.get() == MigrationState.RUNNING
                && possible.accept(Readings.failedAndReset(device, request.asked(), request.errno()))
                        .isEmpty();
        if (reset) {
            came(event.line(), state.get(), "failed, then reset");
            return Optional.empty();
        }
        return rejection;
    }

    /** QEMU 8 prints what it has got, and nothing else. */
    Optional<Rejection> reached(QemuEvent event, Possible possible) {
        Optional<MigrationState> state = event.state("state");
        if (state.isEmpty()) {
            return Rejection.because("an answer of " + event.field("state"), STATE);
        }
        Optional<Rejection> rejection = possible.accept(Readings.reached(device, state.get(), state.get()));
        lastAsked = Optional.empty();
        if (rejection.isEmpty()) {
            // QEMU before 9.1 asks for the state that the device is in, too.
            came(event.line(), state.get(), story.isIn(state.get()) ? "already there" : "asked");
        }
        return rejection;
    }

    /** The VM has stopped or started; QEMU prints what it asked the device for, whether it got it or not. */
    Optional<Rejection> vmState(QemuEvent event) {
        Optional<MigrationState> state = event.state("dev_state");
        if (lastAsked.isPresent() && !lastAsked.equals(state)) {
            return Rejection.because(
                    "the VM's change asked for " + event.field("dev_state"),
                    "device state " + lastAsked.get() + ", which the last request was for");
        }
        return Optional.empty();
    }

    /** As the first thing that is known of a device, it tells where it is. Later, something has not been asked for. */
    private Optional<Rejection> withoutRequest(int line, MigrationState state, Possible possible) {
        if (lastAsked.isPresent() || now.isPresent() || !possible.keep(Possible.in(state))) {
            return Rejection.because("the answer " + state + " without a request", "vfio_migration_set_state first");
        }
        came(line, state, "start");
        return Optional.empty();
    }

    private void came(int line, MigrationState state, String how) {
        now = Optional.of(state);
        story.came(line, state, how);
    }
}
