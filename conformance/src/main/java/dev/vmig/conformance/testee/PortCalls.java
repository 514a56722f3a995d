package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.CommandTrace;
import dev.vmig.conformance.kit.GuestWork;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.Scheduler;
import dev.vmig.conformance.kit.StreamFormat;
import dev.vmig.conformance.kit.UapiCalls;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;

/**
 * Makes the port calls that a server receives.
 *
 * @param due receives the timers that are due
 */
record PortCalls(Bench bench, LongConsumer due) {
    /** Makes the call if it is a port call; whether it was one. */
    boolean make(Message call, Message answer) {
        switch (call.text("call")) {
            case "sent" -> answer.with("count", ports().log().orElseThrow().sent(Calls.side(call)));
            case "held" -> {
                ResourceLedger.Holdings held = ports().ledger().orElseThrow().held(Calls.side(call));
                answer.with("objects", held.objects())
                        .with("sessions", held.sessions())
                        .with("bytes", held.bytes());
            }
            case "set_up" ->
                ports().guest().orElseThrow().setUp(Calls.side(call), call.has("number") ? call.small("number") : 0);
            case "view" -> answer.with("view", ports().view().orElseThrow().view(Calls.side(call)));
            case "work" -> work().submit(Calls.side(call), call.truth("configure"));
            case "move" -> work().move(Calls.side(call));
            case "finish" -> {
                GuestWork.Progress progress = work().finish(Calls.side(call));
                answer.with("given", progress.given())
                        .with("done", progress.done())
                        .with("seen", progress.seen())
                        .with("complaint", progress.complaint());
            }
            case "inject_later" ->
                ports().schedule().orElseThrow().fail(Calls.side(call), call.small("skip"), call.small("times"));
            case "struck" ->
                answer.with("count", ports().schedule().orElseThrow().struck(Calls.side(call)));
            case "inject" -> ports().faults().orElseThrow().failNext(Calls.side(call));
            case "pending" ->
                answer.with("pending", ports().faults().orElseThrow().isPending(Calls.side(call)));
            case "pass" -> scheduler().pass(micros(call));
            case "after" -> {
                long timer = call.number("timer");
                scheduler().after(micros(call), () -> due.accept(timer));
            }
            case "runs" -> answer.with("runs", ports().mode().orElseThrow().runs(Calls.side(call)));
            case "commands" ->
                answer.with(
                        "commands",
                        trace().commands(Calls.side(call)).stream()
                                .map(RemoteCommands::format)
                                .toList());
            case "declared" -> trace().declared(arc(call)).ifPresent(names -> answer.with("commands", names));
            default -> {
                return format(call, answer);
            }
        }
        return true;
    }

    private GuestWork work() {
        return ports().work().orElseThrow();
    }

    private Scheduler scheduler() {
        return ports().scheduler().orElseThrow();
    }

    private static Duration micros(Message call) {
        return Duration.of(call.number("micros"), ChronoUnit.MICROS);
    }

    private boolean format(Message call, Message answer) {
        switch (call.text("call")) {
            case "unknown" -> data(answer, format().unknown(call.truth("optional"), call.small("length")));
            case "image_header" -> data(answer, format().imageHeader(call.number("size")));
            case "whole" -> answer.with("whole", format().isWhole(call.bytes("data")));
            case "objection" ->
                format().objection(call.bytes("data")).ifPresent(objection -> answer.with("objection", objection));
            case "contradiction" ->
                format().contradiction(call.bytes("data"), call.text("view"))
                        .ifPresent(found -> answer.with("contradiction", found));
            case "may_ignore" -> answer.with("ignored", format().mayIgnore(call.bytes("data"), call.small("at")));
            default -> {
                return uapi(call, answer);
            }
        }
        return true;
    }

    private boolean uapi(Message call, Message answer) {
        switch (call.text("call")) {
            case "ioctl" -> {
                byte[] memory = call.bytes("data").clone();
                boolean storable = call.truth("storable");
                int value = uapi().ioctl(Calls.side(call), call.small("file"), call.small("request"), memory, storable);
                data(answer.with("value", value), memory);
            }
            case "raw_read" -> {
                byte[] buffer = new byte[call.small("length")];
                int value = uapi().read(Calls.side(call), call.small("file"), buffer, call.truth("storable"));
                data(answer.with("value", value), buffer);
            }
            case "raw_write" ->
                answer.with(
                        "value",
                        uapi().write(Calls.side(call), call.small("file"), call.bytes("data"), call.small("length")));
            case "raw_close" -> answer.with("value", uapi().close(Calls.side(call), call.small("file")));
            case "exhaust_files" -> uapi().exhaustFiles(Calls.side(call), call.truth("on"));
            default -> {
                return false;
            }
        }
        return true;
    }

    private UapiCalls uapi() {
        return ports().uapi().orElseThrow();
    }

    private static void data(Message answer, byte[] bytes) {
        answer.with("data", bytes, 0, bytes.length);
    }

    private StreamFormat format() {
        return ports().format().orElseThrow();
    }

    private CommandTrace trace() {
        return ports().commands().orElseThrow();
    }

    private Ports ports() {
        return bench.ports();
    }

    private static Arc arc(Message call) {
        return Arc.between(state(call, "from"), state(call, "to"))
                .orElseThrow(() -> Message.unexpected("to", call.number("to"), "a state to which an arc leads"));
    }

    private static MigrationState state(Message call, String field) {
        return MigrationState.of(call.small(field))
                .orElseThrow(() -> Message.unexpected(field, call.number(field), "a state"));
    }
}
