package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Makes the calls that a server receives. */
final class Calls {
    private final Testee testee;
    private final LongConsumer due;
    private final Map<Long, DataFile> files = new HashMap<>();
    private @Nullable Bench bench;
    private long lastFile;
    /** The call in progress, the innermost one. */
    long id;

    Calls(Testee testee, LongConsumer due) {
        this.testee = testee;
        this.due = due;
    }

    /**
     * Makes a call.
     *
     * @param answer receives the result
     * @param outermost false for a call during another one, which shares the step budget of that one
     */
    void make(Message call, Message answer, boolean outermost) throws ErrnoException {
        String name = call.text("call");
        if (name.equals("hello")) {
            Hello.answer(answer, testee);
        } else if (name.equals("open")) {
            bench = open(call);
            files.clear();
        } else if (bench == null) {
            throw Message.unexpected("call", name, "hello or open");
        } else if (!new PortCalls(bench, due).make(call, answer)) {
            if (outermost) {
                bench.ports().budget().ifPresent(budget -> budget.allow(StepBudget.OF_A_CALL));
            }
            if (call.has("file")) {
                onFile(call, answer);
            } else {
                onDevice(side(call) == Side.SOURCE ? bench.source() : bench.target(), call, answer);
            }
        }
    }

    private Bench open(Message call) {
        long seed = call.number("seed");
        Bench opened = testee.open(seed);
        return call.has("source")
                ? opened.ports().personalities().orElseThrow().open(seed, call.text("source"), call.text("target"))
                : opened;
    }

    private void onDevice(VfioDevice device, Message call, Message answer) throws ErrnoException {
        switch (call.text("call")) {
            case "set" -> {
                Optional<DataFile> file = device.setState((int) call.number("state"));
                if (file.isPresent()) {
                    files.put(++lastFile, file.get());
                    answer.with("file", lastFile);
                }
            }
            case "get" -> answer.with("state", device.state().value());
            case "data_size" -> answer.with("length", device.stopCopyLength());
            case "precopy_v2" -> device.usePrecopyInfoV2();
            case "reset" -> device.reset();
            case "close" -> device.close();
            default -> throw Message.unexpected("call", call.text("call"), "one of the protocol");
        }
    }

    private void onFile(Message call, Message answer) throws ErrnoException {
        DataFile file = files.get(call.number("file"));
        if (file == null) {
            throw Message.unexpected("file", call.number("file"), "one of " + files.keySet());
        }
        switch (call.text("call")) {
            case "read" -> {
                byte[] buffer = new byte[Math.min(call.small("length"), Lines.LONGEST / 2)];
                int count = file.read(buffer, 0, buffer.length);
                answer.with("data", buffer, 0, count);
            }
            case "write" -> {
                byte[] data = call.bytes("data");
                answer.with("count", file.write(data, 0, data.length));
            }
            case "precopy_info" -> {
                PrecopyInfo info = file.precopyInfo();
                answer.with("initial", info.initialBytes())
                        .with("dirty", info.dirtyBytes())
                        .with("reinit", info.reinit());
            }
            case "close_file" -> {
                files.remove(call.number("file"));
                file.close();
            }
            default -> throw Message.unexpected("call", call.text("call"), "one of the protocol");
        }
    }

    static Side side(Message call) {
        return switch (call.text("device")) {
            case "source" -> Side.SOURCE;
            case "target" -> Side.TARGET;
            default -> throw Message.unexpected("device", call.text("device"), "source or target");
        };
    }
}
