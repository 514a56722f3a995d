package dev.vmig.trace.qemu;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.walk.SpecMoves;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One device of a log, event by event, until one is rejected. */
final class DeviceWalk {
    private static final String IN_PRE_COPY = "only in PRE_COPY or PRE_COPY_P2P";

    /** EBADF is QEMU's own, when it has no data file to ask. */
    private static final String NO_FILE = "EBADF";

    private final String device;
    private final SpecMoves moves;
    private final StartStates start;
    private final Requests requests;
    private final Story story = new Story();
    private final Counters counters = new Counters();
    private Possible possible;
    private Optional<Integer> features = Optional.empty();
    private Optional<QemuRejection> rejected = Optional.empty();

    DeviceWalk(String device, SpecMoves moves, StartStates start, boolean fromItsBeginning) {
        this.device = device;
        this.moves = moves;
        this.start = start;
        this.requests = new Requests(device, story);
        this.possible = new Possible(moves, fromItsBeginning ? start.opened() : start.anywhere());
    }

    /** Takes the next event, unless one has been rejected. */
    void take(QemuEvent event) {
        if (rejected.isPresent()) {
            return;
        }
        List<String> before = possible.words();
        Optional<Objection> objection = requests.before(event, possible).or(() -> check(event));
        if (objection.isPresent()) {
            rejected = objection.map(
                    it -> new QemuRejection(event.line(), event.text(), it.reason(), before, it.allowed()));
        } else {
            story.accepted(event, possible.words());
        }
    }

    /** What there is to say at the end. */
    DeviceReport report() {
        Optional<String> incomplete =
                rejected.isPresent() ? Optional.empty() : requests.open().or(() -> story.unfinished(requests.now()));
        return new DeviceReport(
                device,
                features,
                story.path().size(),
                story.walk(),
                story.bytes(),
                story.path(),
                story.moments(),
                rejected,
                incomplete);
    }

    private Optional<Objection> check(QemuEvent event) {
        return switch (event.kind()) {
            case INIT -> init(event);
            case REALIZE -> realize(event);
            case REQUEST -> requests.ask(event);
            case RESULT, REACHED -> came(event);
            case VM_STATE -> requests.vmState(event);
            case DATA_SIZE -> dataSize(event);
            case PRECOPY_INFO -> precopyInfo(event);
            case PENDING -> pending(event);
            case PENDING_EXACT ->
                counters.exact(event.number("precopy_init_size"), event.number("precopy_dirty_size"))
                        .flatMap(allowed -> Objection.of("more is left than there was", allowed));
            case SAVE_SETUP -> saveSetup(event);
            case SAVE_BLOCK -> saveBlock(event);
            case SAVE_EMPTY -> read("ENOMSG", 0, IN_PRE_COPY);
            case SAVE_ITERATE -> saveIterate(event);
            case SAVE_COMPLETE ->
                event.number("ret") == 0 ? read("0", 0, "the end of the data only in STOP_COPY") : Optional.empty();
            case LOAD_FRAME, LOAD_DATA, LOAD_BUFFER -> load(event);
            case RESET -> reset(event, true);
            case RESET_RESULT -> reset(event, event.field("result").equals("Success"));
            case RESET_BEGINS -> accept(List.of(List.of(), Readings.reset(device)));
            case SAVE_CLEANUP, LOAD_CLEANUP, NO_STATE, OTHER, UNKNOWN -> Optional.empty();
        };
    }

    private Optional<Objection> init(QemuEvent event) {
        long flags = event.number("mig_flags");
        Optional<FeatureSet> known = Stream.of(FeatureSet.values())
                .filter(set -> set.flags() == flags)
                .findFirst();
        if (known.isEmpty()) {
            return Objection.of("features without a meaning", "mig_flags 0x1, 0x3, 0x5 or 0x7");
        }
        features = Optional.of((int) flags);
        begin(event, start.opened(known.get()));
        return Optional.empty();
    }

    /** QEMU up to 10 prints nothing else of a device that it has opened. */
    private Optional<Objection> realize(QemuEvent event) {
        if (features.isEmpty()) {
            begin(event, start.opened());
        }
        return Optional.empty();
    }

    private void begin(QemuEvent event, List<SpecState> states) {
        possible = new Possible(moves, states);
        requests.opened(event.line());
        counters.begin();
    }

    private Optional<Objection> came(QemuEvent event) {
        Optional<Objection> objection = event.kind() == EventKind.RESULT
                ? requests.answered(event, possible)
                : requests.reached(event, possible);
        if (objection.isEmpty() && requests.isIn(MigrationState.PRE_COPY)) {
            counters.begin();
        }
        return objection;
    }

    private Optional<Objection> dataSize(QemuEvent event) {
        String errno = errno(event);
        long size = event.number("size");
        counters.dataSize(errno.equals("0") ? OptionalLong.of(size) : OptionalLong.empty());
        return accept(List.of(Readings.dataSize(device, errno, size)));
    }

    private Optional<Objection> precopyInfo(QemuEvent event) {
        String errno = errno(event);
        if (errno.equals(NO_FILE)) {
            return Optional.empty();
        }
        long initial = event.number("init_size");
        long dirty = event.number("dirty_size");
        Optional<Objection> objection = Objection.of(
                possible.accept(List.of(Readings.precopyInfo(device, errno, initial, dirty))), IN_PRE_COPY);
        if (objection.isPresent() || !errno.equals("0")) {
            return objection;
        }
        return counters.told(initial, dirty, event.number("reinit") != 0)
                .flatMap(allowed -> Objection.of("initial_bytes grow without REINIT", allowed));
    }

    private Optional<Objection> pending(QemuEvent event) {
        long initial = event.number("precopy_init_size");
        long dirty = event.number("precopy_dirty_size");
        boolean exact = event.has("exact") && event.number("exact") != 0;
        return (exact ? counters.exact(initial, dirty) : counters.reckoned(initial, dirty))
                .or(() -> event.has("stopcopy_size")
                        ? counters.reckonedStopCopy(event.number("stopcopy_size"))
                        : Optional.empty())
                .flatMap(allowed -> Objection.of("more is left than there was", allowed));
    }

    private Optional<Objection> saveSetup(QemuEvent event) {
        counters.buffer(event.number("data_buffer_size"));
        return Optional.empty();
    }

    private Optional<Objection> saveBlock(QemuEvent event) {
        long bytes = event.number("data_size");
        MigrationState phase = requests.now().orElse(MigrationState.STOP_COPY);
        Optional<Objection> objection = counters.read(bytes)
                .flatMap(allowed -> Objection.of("a read of " + bytes + " bytes", allowed))
                .or(() -> read("0", bytes, "a read only in PRE_COPY, PRE_COPY_P2P or STOP_COPY, of a living session"));
        if (objection.isEmpty()) {
            story.moved(event.line(), phase, bytes);
        }
        return objection;
    }

    private Optional<Objection> saveIterate(QemuEvent event) {
        if (requests.now().isPresent()
                && !requests.isIn(MigrationState.PRE_COPY)
                && !requests.isIn(MigrationState.PRE_COPY_P2P)) {
            return Objection.of("a round of pre-copy", IN_PRE_COPY);
        }
        return counters.reckoned(event.number("precopy_init_size"), event.number("precopy_dirty_size"))
                .flatMap(allowed -> Objection.of("more is left than there was", allowed));
    }

    private Optional<Objection> load(QemuEvent event) {
        String allowed = "only in RESUMING";
        if (requests.now().isPresent() && !requests.isIn(MigrationState.RESUMING)) {
            return Objection.of("data for the device", allowed);
        }
        if (event.kind() == EventKind.LOAD_FRAME) {
            return Optional.empty();
        }
        boolean counted = event.kind() == EventKind.LOAD_DATA;
        long size = counted ? event.number("data_size") : 1;
        int bytes = (int) Math.min(Integer.MAX_VALUE, Math.max(0, size));
        boolean failed = counted && event.number("ret") < 0;
        if (size == 0) {
            return Optional.empty();
        }
        Optional<Objection> objection = Objection.of(
                possible.accept(failed ? Readings.notWritten(device, bytes) : Readings.written(device, bytes)),
                allowed + ", of a living session");
        if (objection.isEmpty() && !failed) {
            story.moved(event.line(), MigrationState.RESUMING, counted ? size : 0);
        }
        return objection;
    }

    private Optional<Objection> reset(QemuEvent event, boolean done) {
        if (done) {
            story.came(event.line(), MigrationState.RUNNING, "reset");
        }
        return accept(List.of(done ? Readings.reset(device) : List.of()));
    }

    private Optional<Objection> read(String errno, long bytes, String allowed) {
        return Objection.of(possible.accept(List.of(Readings.read(device, errno, (int) bytes))), allowed);
    }

    private Optional<Objection> accept(List<List<TraceEvent>> readings) {
        return Objection.of(possible.accept(readings));
    }

    /** The answer as a name: QEMU prints it negative, simpletrace as an unsigned number. */
    private static String errno(QemuEvent event) {
        int ret = (int) event.number("ret");
        return ret >= 0 ? "0" : Errno.of(-ret).map(Enum::name).orElse(Readings.FAILED);
    }
}
