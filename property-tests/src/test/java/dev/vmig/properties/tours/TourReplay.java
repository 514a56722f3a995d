package dev.vmig.properties.tours;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.properties.tours.TourEdge.Outcome;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.walk.Rejection;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecWalk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a tour on a driver; every event is put to the spec at once. */
final class TourReplay {
    private static final String OK = "0";

    private final TourBench bench;
    private final SpecWalk walk;
    private final VfioDevice device;
    private @Nullable DataFile file;
    private byte[] unfinished = new byte[0];
    private int written;

    TourReplay(SpecMoves moves, List<SpecState> start, TourBench bench) {
        this.walk = new SpecWalk(moves, start);
        this.bench = bench;
        this.device = bench.open(this::happened);
    }

    /** Makes the calls of a tour; tells the first edge that did not come out as the tour has it, and why. */
    Optional<String> take(List<TourEdge> tour) {
        for (int step = 0; step < tour.size(); step++) {
            Optional<String> objection = take(tour.get(step), tour.subList(step + 1, tour.size()));
            if (objection.isPresent()) {
                return Optional.of("step " + (step + 1) + ", " + tour.get(step) + ": " + objection.get());
            }
        }
        return Optional.empty();
    }

    private Optional<String> take(TourEdge edge, List<TourEdge> next) {
        String errno = OK;
        try {
            if (edge.call().equals("Reset")) {
                device.reset();
            } else if (edge.isRequest()) {
                request(edge);
            } else {
                write(edge, next);
            }
        } catch (ErrnoException e) {
            errno = e.errno().name();
        } catch (RejectedException rejected) {
            return Optional.of(rejected.getMessage());
        }
        Set<Place> places = walk.states().stream().map(Place::of).collect(Collectors.toSet());
        if (!isExpected(edge, errno)) {
            return Optional.of("answered " + errno);
        }
        return places.contains(edge.to()) ? Optional.empty() : Optional.of("in " + places);
    }

    private static boolean isExpected(TourEdge edge, String errno) {
        return switch (edge.outcome()) {
            case DONE -> errno.equals(OK) != edge.call().equals("WriteFails");
            case REFUSED, NOT_LOADED -> errno.equals("EINVAL");
            case OVERTAKEN -> errno.equals("EIO");
            case FAILED -> !errno.equals(OK);
        };
    }

    private void request(TourEdge edge) throws ErrnoException {
        if (edge.outcome() == Outcome.FAILED || edge.outcome() == Outcome.OVERTAKEN) {
            bench.prepare(edge);
        }
        Optional<DataFile> opened =
                device.setState(MigrationState.valueOf(edge.call()).value());
        if (opened.isPresent()) {
            file = opened.get();
            written = 0;
        }
    }

    /** What is begun is what the next writes are to complete. */
    private void write(TourEdge edge, List<TourEdge> next) throws ErrnoException {
        if (file == null) {
            throw new AssertionError("no file in " + edge);
        }
        boolean part = edge.call().equals("WritePart");
        if (written == 0) {
            unfinished = switch (part ? endOfWrite(next) : edge.call()) {
                case "WriteSkipped" -> bench.skipped();
                case "WriteFails" -> bench.refused();
                default -> bench.image();
            };
        }
        int from = written;
        int bytes = part ? 1 : unfinished.length - written;
        written = part ? written + 1 : 0;
        file.write(unfinished, from, bytes);
    }

    /** The write that completes what is begun now, if the session lives to see it. */
    private static String endOfWrite(List<TourEdge> next) {
        for (TourEdge edge : next) {
            if (!edge.to().state().equals("RESUMING")) {
                break;
            } else if (!edge.isRequest()
                    && !edge.call().equals("WritePart")
                    && !edge.call().equals("Reset")) {
                return edge.call();
            }
        }
        return "";
    }

    private void happened(TraceEvent event) {
        Optional<Rejection> rejection = walk.accept(event);
        if (rejection.isPresent()) {
            throw new RejectedException(rejection.get().toString());
        }
    }

    /** The contract does not explain an event. */
    private static final class RejectedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RejectedException(String reason) {
            super(reason);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
