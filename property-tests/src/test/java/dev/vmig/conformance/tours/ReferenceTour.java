package dev.vmig.conformance.tours;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.conformance.Rejection;
import dev.vmig.conformance.SpecMoves;
import dev.vmig.conformance.SpecWalk;
import dev.vmig.conformance.record.RunRecorder;
import dev.vmig.conformance.tours.TourEdge.Outcome;
import dev.vmig.conformance.trace.TraceEvent;
import dev.vmig.device.FaultPlan;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.spec.SpecState;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a tour on the reference driver and the simulated device; every event is put to the spec at once. */
final class ReferenceTour {
    /** A command of a tour, by its opcode and how many of these there were before. */
    record Issued(Opcode opcode, int nth) {}

    private final VirtualTime time = new VirtualTime();
    private final List<Issued> issued = new ArrayList<>();
    private final SpecWalk walk;
    private final VfioDevice device;
    private final byte[] image;
    private @Nullable DataFile file;
    private byte[] unfinished = new byte[0];
    private int written;

    ReferenceTour(SpecMoves moves, List<SpecState> start, FeatureSet features, Set<Issued> faults, byte[] image) {
        this.walk = new SpecWalk(moves, start);
        this.image = image;
        FaultPlan plan = FaultPlan.none();
        for (Issued fault : faults) {
            plan = plan.on(0, fault.opcode(), fault.nth())
                    .answers(AdminStatus.ENXIO, StatusQualifier.INVALID_COMMAND);
        }
        RunRecorder recorder = new RunRecorder("host", time::nanoTime, this::happened);
        Host host = new Host(
                PfConfig.of(1).withSeed(11).withFaults(plan),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                time,
                recorder);
        this.device = recorder.watch(host, 0);
        host.owner().vf(0).initialise();
    }

    /** The commands so far. */
    List<Issued> issued() {
        return List.copyOf(issued);
    }

    /** Makes the call of {@code edge}, and tells whether it came out as the edge has it; {@code next} is what follows. */
    boolean take(TourEdge edge, List<TourEdge> next) {
        boolean answered = true;
        try {
            if (edge.call().equals("Reset")) {
                device.reset();
            } else if (edge.isRequest()) {
                request(edge);
            } else {
                write(edge, next);
            }
        } catch (ErrnoException e) {
            answered = false;
        }
        boolean done = edge.outcome() == Outcome.DONE && !edge.call().equals("WriteFails");
        return answered == done && places().contains(edge.to());
    }

    /** Where the spec says that the device may be. */
    Set<Place> places() {
        return walk.states().stream().map(Place::of).collect(Collectors.toSet());
    }

    private void request(TourEdge edge) throws ErrnoException {
        if (edge.outcome() == Outcome.OVERTAKEN) {
            time.after(1, device::reset);
        }
        Optional<DataFile> opened =
                device.setState(MigrationState.valueOf(edge.call()).value());
        if (opened.isPresent()) {
            file = opened.get();
            written = 0;
            unfinished = new byte[0];
        }
    }

    /** What is begun is what the next writes are to complete. */
    private void write(TourEdge edge, List<TourEdge> next) throws ErrnoException {
        if (file == null) {
            throw new AssertionError("no file in " + edge);
        }
        if (written == 0) {
            String ends = edge.call().equals("WritePart")
                    ? next.stream()
                            .map(TourEdge::call)
                            .filter(call -> !call.equals("WritePart"))
                            .findFirst()
                            .orElse("")
                    : edge.call();
            unfinished = switch (ends) {
                case "WriteSkipped" -> header(RecordHeader.FLAG_OPTIONAL, 99);
                case "WriteFails" -> header(0, 77);
                default -> image;
            };
        }
        int bytes = edge.call().equals("WritePart") ? 1 : unfinished.length - written;
        DataFile open = file;
        int from = written;
        written = edge.call().equals("WritePart") ? written + 1 : 0;
        open.write(unfinished, from, bytes);
    }

    private static byte[] header(long flags, int tag) {
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encode(header, 0, 0, flags, tag);
        return header;
    }

    private void happened(TraceEvent event) {
        if (event instanceof TraceEvent.Command command) {
            Opcode opcode = Opcode.valueOf(command.command().split(" ")[0]);
            long before = issued.stream().filter(one -> one.opcode() == opcode).count();
            issued.add(new Issued(opcode, Math.toIntExact(before) + 1));
        }
        Optional<Rejection> rejection = walk.accept(event);
        if (rejection.isPresent()) {
            throw new AssertionError(rejection.get().toString());
        }
    }

    /** What a device of the same kind saves. */
    static byte[] image(FeatureSet features) {
        VirtualTime time = new VirtualTime();
        Host donor = new Host(
                PfConfig.of(1).withSeed(11),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                time,
                HostObserver.NONE);
        donor.owner().vf(0).initialise();
        try {
            DataFile saving = donor.driver(0).setState(MigrationState.STOP_COPY).orElseThrow();
            byte[] bytes = new byte[1 << 16];
            return Arrays.copyOf(bytes, saving.read(bytes, 0, bytes.length));
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }
}
