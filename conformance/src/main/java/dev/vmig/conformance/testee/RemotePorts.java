package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.CommandLog;
import dev.vmig.conformance.kit.DeviceActivity;
import dev.vmig.conformance.kit.FaultInjection;
import dev.vmig.conformance.kit.FaultSchedule;
import dev.vmig.conformance.kit.GuestControl;
import dev.vmig.conformance.kit.GuestView;
import dev.vmig.conformance.kit.GuestWork;
import dev.vmig.conformance.kit.Personalities;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.Scheduler;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.rules.Port;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The ports that a program offers. */
record RemotePorts(Conversation conversation, Personalities personalities) {
    Ports of(Set<Port> offered) {
        return Ports.NONE
                .with((CommandLog) side -> conversation.require(on(side, "sent"), answer -> answer.number("count")))
                .with((ResourceLedger) this::held)
                .with(new RemoteScheduler())
                // A program may count its own steps; the timeout of a call bounds the others.
                .with(new StepBudget())
                .with((GuestControl) (side, number) ->
                        conversation.require(on(side, "set_up").with("number", number), answer -> true))
                .with(new RemoteFaults())
                .with(new RemoteSchedule())
                .with((GuestView) side -> conversation.require(on(side, "view"), answer -> answer.text("view")))
                .with(new RemoteWork())
                .with((DeviceActivity) side -> conversation.require(on(side, "runs"), answer -> answer.truth("runs")))
                .with(new RemoteCommands(conversation))
                .with(new RemoteFormat(conversation))
                .with(new RemoteUapi(conversation))
                .with(personalities)
                .only(offered);
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

    private final class RemoteSchedule implements FaultSchedule {
        @Override
        public void fail(Side side, int skip, int times) {
            conversation.require(on(side, "inject_later").with("skip", skip).with("times", times), answer -> true);
        }

        @Override
        public long struck(Side side) {
            return conversation.require(on(side, "struck"), answer -> answer.number("count"));
        }
    }

    private final class RemoteWork implements GuestWork {
        @Override
        public void submit(Side side, boolean configure) {
            conversation.require(on(side, "work").with("configure", configure), answer -> true);
        }

        @Override
        public void move(Side from) {
            conversation.require(on(from, "move"), answer -> true);
        }

        @Override
        public Progress finish(Side side) {
            return conversation.require(
                    on(side, "finish"),
                    answer -> new Progress(
                            answer.number("given"),
                            answer.number("done"),
                            answer.has("seen") ? answer.text("seen") : "",
                            answer.has("complaint") ? answer.text("complaint") : ""));
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
