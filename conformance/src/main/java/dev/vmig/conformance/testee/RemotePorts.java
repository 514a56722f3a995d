package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.Scheduler;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.rules.Port;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The ports that a program offers. */
record RemotePorts(Conversation conversation) {
    Ports of(Set<Port> offered) {
        return new Ports(
                has(offered, Port.COMMAND_LOG, side -> conversation.require(on(side, "sent"), a -> a.number("count"))),
                has(offered, Port.LEDGER, this::held),
                has(offered, Port.SCHEDULER, new RemoteScheduler()),
                // The other end counts its own steps, if it does; it is ended if it takes too long.
                has(offered, Port.STEP_BUDGET, new StepBudget()),
                has(offered, Port.GUEST, side -> conversation.require(on(side, "set_up"), a -> true)),
                has(offered, Port.FAULTS, new RemoteFaults()));
    }

    private static <T> Optional<T> has(Set<Port> offered, Port port, T remote) {
        return offered.contains(port) ? Optional.of(remote) : Optional.empty();
    }

    private ResourceLedger.Holdings held(Side side) {
        return conversation.require(
                on(side, "held"),
                answer -> new ResourceLedger.Holdings(
                        answer.number("objects"), answer.number("sessions"), answer.number("bytes")));
    }

    private Message on(Side side, String name) {
        return conversation.call(name).with("device", side.toString());
    }

    private final class RemoteFaults implements FaultInjection {
        @Override
        public void failNext(Side side) {
            conversation.require(on(side, "inject"), answer -> true);
        }

        @Override
        public boolean isPending(Side side) {
            return conversation.require(on(side, "pending"), answer -> answer.truth("pending"));
        }
    }

    private final class RemoteScheduler implements Scheduler {
        @Override
        public void pass(Duration duration) {
            conversation.require(conversation.call("pass").with("micros", micros(duration)), answer -> true);
        }

        @Override
        public void after(Duration delay, Runnable action) {
            Message call = conversation.call("after").with("timer", conversation.timer(action));
            conversation.require(call.with("micros", micros(delay)), answer -> true);
        }

        private static long micros(Duration duration) {
            return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
        }
    }
}
