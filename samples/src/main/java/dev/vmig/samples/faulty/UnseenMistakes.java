package dev.vmig.samples.faulty;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.samples.faulty.FaultyDriver.mistake;
import static dev.vmig.samples.faulty.FaultyDriver.mistakeOf;
import static dev.vmig.samples.faulty.FaultyDriver.ofBench;
import static dev.vmig.samples.faulty.Mistake.inCounters;
import static dev.vmig.samples.faulty.Mistake.inFiles;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.CommandTrace;
import dev.vmig.conformance.kit.CommandTrace.Effect;
import dev.vmig.conformance.kit.CommandTrace.Sent;
import dev.vmig.conformance.kit.DeviceActivity;
import dev.vmig.conformance.kit.GuestView;
import dev.vmig.conformance.kit.GuestWork;
import dev.vmig.conformance.kit.Personalities;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.shapes.Shapes;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mistakes that show only through ports: in the guest, in the commands, in the counters. */
final class UnseenMistakes {
    /** The offset of the version in the match data of hisi. */
    private static final int VERSION = 9;

    static final List<FaultyDriver> ALL = List.of(
            ofBench("F-FSM-017", "FSM-017", UnseenMistakes::runsWhileResuming),
            ofBench(
                    "F-FSM-018",
                    "FSM-018",
                    bench -> traced(
                            bench, sent -> new Sent(sent.name(), sent.effect(), sent.object(), true, "33 bytes"))),
            ofBench(
                    "F-FSM-019",
                    "FSM-019",
                    bench -> traced(
                            bench,
                            sent -> new Sent(
                                    sent.name().replace("STOPPED", "RUNNING"),
                                    sent.effect(),
                                    sent.object(),
                                    true,
                                    ""))),
            ofBench(
                    "F-SES-012",
                    "SES-012",
                    bench -> traced(
                            bench,
                            sent -> sent.effect() == Effect.DESTROYS
                                    ? new Sent(sent.name(), Effect.NONE, 0, true, "")
                                    : sent),
                    "SES-013"),
            mistakeOf(
                    withEstimatedCounters(),
                    "CNT-010",
                    device -> inCounters(device, (sound, file) -> {
                        PrecopyInfo info = file.precopyInfo();
                        return new PrecopyInfo(Math.max(1, info.initialBytes()), info.dirtyBytes(), info.reinit());
                    })),
            mistake(
                    "CNT-011",
                    device -> inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
                        private long first = -1;

                        /** Reports the unread bytes of the first image as dirty once some of it is read. */
                        @Override
                        public PrecopyInfo precopyInfo() throws ErrnoException {
                            PrecopyInfo info = file.precopyInfo();
                            first = Math.max(first, info.initialBytes());
                            return info.initialBytes() < first
                                    ? new PrecopyInfo(0, info.initialBytes() + info.dirtyBytes(), info.reinit())
                                    : info;
                        }
                    })),
            mistake("CNT-012", device -> inFiles(device, CountsDown::new)),
            mistake(
                    "RST-006",
                    device -> Remembering.flipping(device, driver -> driver.resetsIn(PRE_COPY) > 0),
                    "ERR-010",
                    "MIG-001",
                    "MIG-002",
                    "RST-003",
                    "STR-014"),
            ofBench("F-RST-007", "RST-007", UnseenMistakes::registersOutliveReset, "MIG-009"),
            ofBench("F-STR-017", "STR-017", UnseenMistakes::ringsAtEachOthersPlace),
            ofBench(
                    "F-MIG-009",
                    "MIG-009",
                    bench -> {
                        GuestView view = bench.ports().view().orElseThrow();
                        return bench.with(bench.ports().with((GuestView) side -> side + ": " + view.view(side)));
                    },
                    "STR-017"),
            ofBench(
                    "F-MIG-010",
                    "MIG-010",
                    bench -> bench.with(bench.ports()
                            .with(new LosesWork(bench.ports().work().orElseThrow())))),
            ofBench(
                    "F-MIG-012",
                    "MIG-012",
                    bench -> bench.with(bench.ports()
                            .with(new TakesAll(bench.ports().personalities().orElseThrow())))),
            mistakeOf(
                    Shapes.named("hisi").orElseThrow(),
                    "MIG-011",
                    device -> inFiles(device, (sound, opened) -> new ForwardingFile(opened) {
                        private int at;

                        /** Does not compare the version. */
                        @Override
                        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                            byte[] bytes = buffer.clone();
                            if (at <= VERSION && VERSION < at + length) {
                                bytes[offset + VERSION - at] = 1;
                            }
                            int count = file.write(bytes, offset, length);
                            at += count;
                            return count;
                        }
                    })));

    private UnseenMistakes() {}

    private static Testee withEstimatedCounters() {
        return FaultyDriver.reference(FeatureSet.STOP_COPY_P2P_PRE_COPY)
                .wrapped(
                        shape -> {
                            Set<Trait> traits = EnumSet.copyOf(shape.traits());
                            traits.remove(Trait.EXACT_COUNTERS);
                            return shape.with(traits);
                        },
                        UnaryOperator.identity());
    }

    private static Bench runsWhileResuming(Bench bench) {
        DeviceActivity mode = bench.ports().mode().orElseThrow();
        return bench.with(bench.ports().with((DeviceActivity) side -> isResuming(bench, side) || mode.runs(side)));
    }

    private static boolean isResuming(Bench bench, Side side) {
        try {
            return side.of(bench.source(), bench.target()).state() == RESUMING;
        } catch (ErrnoException closed) {
            return false;
        }
    }

    private static Bench traced(Bench bench, UnaryOperator<Sent> wrong) {
        CommandTrace trace = bench.ports().commands().orElseThrow();
        return bench.with(bench.ports().with(new CommandTrace() {
            @Override
            public List<Sent> commands(Side side) {
                return trace.commands(side).stream().map(wrong).toList();
            }

            @Override
            public Optional<List<String>> declared(Arc arc) {
                return trace.declared(arc);
            }
        }));
    }

    /** Has a register that counts resets and survives them. */
    private static Bench registersOutliveReset(Bench bench) {
        CountsResets source = new CountsResets(bench.source());
        CountsResets target = new CountsResets(bench.target());
        GuestView view = bench.ports().view().orElseThrow();
        GuestView wrong = side -> view.view(side) + ", resets " + side.of(source, target).resets;
        return new Bench(source, target, bench.ports().with(wrong));
    }

    /** Driver and device take the two rings of a queue for each other, in what is saved and in what is loaded. */
    private static Bench ringsAtEachOthersPlace(Bench bench) {
        GuestView view = bench.ports().view().orElseThrow();
        return bench.with(bench.ports().with((GuestView) side -> view.view(side)
                .replaceAll(
                        "QUEUE_DRIVER (\\d+), (queue \\d+) QUEUE_DEVICE (\\d+)",
                        "QUEUE_DRIVER $3, $2 QUEUE_DEVICE $1")));
    }

    private static final class CountsResets extends ForwardingDevice {
        private int resets;

        CountsResets(VfioDevice device) {
            super(device);
        }

        @Override
        public void reset() {
            resets++;
            device.reset();
        }
    }

    /** A target loads the stream of every personality. */
    private record TakesAll(Personalities personalities) implements Personalities {
        @Override
        public List<String> names() {
            return personalities.names();
        }

        @Override
        public boolean loads(String target, String source) {
            return personalities.loads(target, source);
        }

        @Override
        public Bench open(long seed, String source, String target) {
            return personalities.open(seed, source, source);
        }
    }

    /** Loses one work item that was submitted before a migration. */
    private static final class LosesWork implements GuestWork {
        private final GuestWork work;
        private boolean moved;

        LosesWork(GuestWork work) {
            this.work = work;
        }

        @Override
        public void submit(Side side, boolean configure) {
            work.submit(side, configure);
        }

        @Override
        public void move(Side from) {
            moved = true;
            work.move(from);
        }

        @Override
        public Progress finish(Side side) {
            Progress all = work.finish(side);
            return !moved ? all : new Progress(all.given(), all.done() - 1, all.seen(), all.complaint());
        }
    }

    /** Queries the device only once and counts down from there, so that changes never show. */
    private static final class CountsDown extends ForwardingFile {
        private final VfioDevice device;
        private @Nullable PrecopyInfo left;

        CountsDown(VfioDevice device, DataFile file) {
            super(file);
            this.device = device;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            int count = file.read(buffer, offset, length);
            if (left != null && count > 0) {
                long initial = Math.max(0, left.initialBytes() - count);
                long dirty = left.dirtyBytes() - Math.max(0, count - left.initialBytes());
                left = new PrecopyInfo(initial, Math.max(0, dirty), false);
            }
            return count;
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            MigrationState state = device.state();
            boolean counts = left != null && (state == PRE_COPY || state == MigrationState.PRE_COPY_P2P);
            PrecopyInfo info = counts ? left : file.precopyInfo();
            left = info;
            return Objects.requireNonNull(info);
        }
    }
}
