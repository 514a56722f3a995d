package dev.vmig.trace.qemu;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Rejected;
import dev.vmig.trace.walk.Rejection;
import dev.vmig.trace.walk.SpecMoves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One device of a log, event by event, until one is rejected. */
final class DeviceWalk {
    private static final String IN_PRE_COPY = "only in PRE_COPY or PRE_COPY_P2P";

    /** EBADF is QEMU's own, when it has no data file to ask. */
    private static final String NO_FILE = "EBADF";

    private final String device;
    private final SpecMoves moves;
    private final WalkStarts start;
    private final boolean printsRequests;
    private final boolean printsLoads;
    private final Judge judge;
    private final Requests requests;
    private final Story story = new Story();
    private final Counters counters = new Counters();
    private Possible possible;
    private Optional<Integer> features = Optional.empty();
    private Optional<Rejected> rejected = Optional.empty();

    DeviceWalk(
            String device,
            SpecMoves moves,
            WalkStarts start,
            boolean fromItsBeginning,
            boolean printsRequests,
            boolean printsLoads,
            Judge judge) {
        this.device = device;
        this.moves = moves;
        this.start = start;
        this.printsRequests = printsRequests;
        this.printsLoads = printsLoads;
        this.judge = judge;
        this.requests = new Requests(device, story);
        this.possible = new Possible(moves, fromItsBeginning ? start.opened() : start.anywhere());
    }

    /** Takes the next event, unless one has been rejected. */
    void take(QemuEvent event) {
        if (rejected.isPresent()) {
            return;
        }
        List<String> before = possible.words();
        Optional<Rejection> rejection = requests.before(event, possible).or(() -> check(event));
        if (rejection.isPresent()) {
            LogRule rule = rule(event.kind());
            rejected = rejection.map(it -> new Rejected(rule.id(), event.line(), event.text(), before, it));
            judge.breaks(
                    rule,
                    event.line(),
                    device,
                    rejection.get().reason(),
                    String.join(", or ", rejection.get().allowed()));
        } else {
            story.accepted(event, possible.words());
            judge.holds(LogRule.WALK);
            LogRule rule = rule(event.kind());
            if (rule != LogRule.WALK && judged(event)) {
                judge.holds(rule);
            }
        }
    }

    /** QEMU gives up what it loads. */
    void giveUpLoad() {
        if (requests.isIn(MigrationState.RESUMING)) {
            story.loadIsGivenUp();
        }
    }

    /** Which rule an event that is rejected breaks. */
    private LogRule rule(EventKind kind) {
        return switch (kind) {
            case PRECOPY_INFO -> LogRule.CNT_003;
            case PENDING, PENDING_EXACT, SAVE_ITERATE -> LogRule.RECKONED;
            case SAVE_EMPTY -> requests.isIn(MigrationState.STOP_COPY) ? LogRule.VMM_019 : LogRule.VMM_003;
            case SAVE_BLOCK, LOAD_DATA, LOAD_BUFFER -> LogRule.VMM_003;
            case VM_PREPARE, VM_CHANGE -> LogRule.AGREES;
            default -> LogRule.WALK;
        };
    }

    /** Whether there was something to judge; {@link RunRules} counts the changes of the VM. */
    private boolean judged(QemuEvent event) {
        return switch (event.kind()) {
            case PRECOPY_INFO -> event.number("ret") == 0;
            case PENDING, PENDING_EXACT, SAVE_ITERATE -> counters.isTold();
            case VM_PREPARE, VM_CHANGE -> false;
            default -> true;
        };
    }

    /** What there is to say at the end. */
    DeviceReport report() {
        Optional<String> incomplete =
                rejected.isPresent() ? Optional.empty() : requests.open().or(() -> story.unfinished(requests.now()));
        return new DeviceReport(
                device,
                features,
                true,
                story.path().size(),
                story.walk(),
                story.bytes(),
                story.path(),
                story.moments(),
                rejected,
                incomplete);
    }

    private Optional<Rejection> check(QemuEvent event) {
        return switch (event.kind()) {
            case INIT -> init(event);
            case REALIZE -> realize(event);
            case REQUEST -> requests.ask(event);
            case RESULT, REACHED -> came(event);
            case SET_FAILED -> requests.failed(event, possible, printsRequests);
            case VM_PREPARE, VM_CHANGE -> requests.vmState(event);
            case DATA_SIZE -> dataSize(event);
            case PRECOPY_INFO -> precopyInfo(event);
            case PENDING -> pending(event);
            case PENDING_EXACT -> pendingExact(event);
            case SAVE_SETUP -> saveSetup(event);
            case SAVE_BLOCK -> saveBlock(event);
            case SAVE_EMPTY -> read("ENOMSG", 0, IN_PRE_COPY);
            case SAVE_ITERATE -> saveIterate(event);
            case SAVE_COMPLETE -> saveComplete(event);
            case THREAD_END ->
                event.number("ret") != 0 ? read("0", 0, "the end of the data only in STOP_COPY") : Optional.empty();
            case LOAD_FRAME, LOAD_DATA, LOAD_BUFFER -> load(event);
            case RESET -> reset(event, true);
            case RESET_RESULT -> reset(event, event.field("result").equals("Success"));
            case RESET_BEGINS -> accept(List.of(List.of(), Readings.reset(device)));
            default -> Optional.empty();
        };
    }

    private Optional<Rejection> init(QemuEvent event) {
        // Flags that a later uAPI may add say nothing about these.
        int flags = (int) event.number("mig_flags") & 7;
        if ((flags & FeatureSet.FLAG_STOP_COPY) == 0) {
            return Rejection.because("features without a meaning", "mig_flags 0x1, 0x3, 0x5 or 0x7");
        }
        features = Optional.of(flags);
        begin(event, start.opened(FeatureSet.of(flags)));
        return Optional.empty();
    }

    /** QEMU up to 10 prints nothing else of a device that it has opened. */
    private Optional<Rejection> realize(QemuEvent event) {
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

    private Optional<Rejection> came(QemuEvent event) {
        Optional<Rejection> rejection = event.kind() == EventKind.RESULT
                ? requests.answered(event, possible)
                : requests.reached(event, possible);
        if (rejection.isEmpty() && requests.isIn(MigrationState.RESUMING) && !printsLoads) {
            // What is written is not traced: anything may be.
            List<List<TraceEvent>> unseen = new ArrayList<>(Readings.written(device, 1));
            unseen.add(List.of());
            return possible.accept(unseen);
        }
        if (rejection.isEmpty() && requests.isIn(MigrationState.PRE_COPY)) {
            counters.begin();
        }
        return rejection;
    }

    private Optional<Rejection> dataSize(QemuEvent event) {
        String errno = errno(event);
        long size = event.number("size");
        counters.dataSize(errno.equals("0") ? OptionalLong.of(size) : OptionalLong.empty());
        return accept(List.of(Readings.dataSize(device, errno, size)));
    }

    private Optional<Rejection> precopyInfo(QemuEvent event) {
        String errno = errno(event);
        if (errno.equals(NO_FILE)) {
            return Optional.empty();
        }
        long initial = event.number("init_size");
        long dirty = event.number("dirty_size");
        Optional<Rejection> rejection = possible.accept(List.of(Readings.precopyInfo(device, errno, initial, dirty)))
                .map(it -> it.allowing(IN_PRE_COPY));
        if (rejection.isPresent() || !errno.equals("0")) {
            return rejection;
        }
        return counters.told(initial, dirty, event.number("reinit") != 0)
                .flatMap(allowed -> Rejection.because("initial_bytes grow without REINIT", allowed));
    }

    private Optional<Rejection> pending(QemuEvent event) {
        long initial = event.number("precopy_init_size");
        long dirty = event.number("precopy_dirty_size");
        boolean exact = event.has("exact") && event.number("exact") != 0;
        return (exact ? counters.exact(initial, dirty) : counters.reckoned(initial, dirty))
                .or(() -> event.has("stopcopy_size")
                        ? counters.reckonedStopCopy(event.number("stopcopy_size"))
                        : Optional.empty())
                .flatMap(allowed -> Rejection.because("more is left than there was", allowed));
    }

    private Optional<Rejection> pendingExact(QemuEvent event) {
        if (!event.has("precopy_init_size")) {
            // QEMU 8.0, which has no pre-copy.
            return Optional.empty();
        }
        return counters.exact(event.number("precopy_init_size"), event.number("precopy_dirty_size"))
                .flatMap(allowed -> Rejection.because("more is left than there was", allowed));
    }

    private Optional<Rejection> saveSetup(QemuEvent event) {
        counters.buffer(event.number("data_buffer_size"));
        return Optional.empty();
    }

    private Optional<Rejection> saveBlock(QemuEvent event) {
        long bytes = event.number("data_size");
        MigrationState phase = requests.now().orElse(MigrationState.STOP_COPY);
        Optional<Rejection> rejection = counters.read(bytes)
                .flatMap(allowed -> Rejection.because("a read of " + bytes + " bytes", allowed))
                .or(() -> read("0", bytes, "a read only in PRE_COPY, PRE_COPY_P2P or STOP_COPY, of a living session"));
        if (rejection.isEmpty()) {
            story.moved(event.line(), phase, bytes);
        }
        return rejection;
    }

    private Optional<Rejection> saveComplete(QemuEvent event) {
        // QEMU 8.0 prints it when it has asked for STOP, too.
        boolean afterStop = !printsRequests && story.hasLeftStopCopy();
        return event.number("ret") != 0 || afterStop
                ? Optional.empty()
                : read("0", 0, "the end of the data only in STOP_COPY");
    }

    private Optional<Rejection> saveIterate(QemuEvent event) {
        if (requests.now().isPresent()
                && !requests.isIn(MigrationState.PRE_COPY)
                && !requests.isIn(MigrationState.PRE_COPY_P2P)) {
            return Rejection.because("a round of pre-copy", IN_PRE_COPY);
        }
        return counters.reckoned(event.number("precopy_init_size"), event.number("precopy_dirty_size"))
                .flatMap(allowed -> Rejection.because("more is left than there was", allowed));
    }

    private Optional<Rejection> load(QemuEvent event) {
        String allowed = "only in RESUMING";
        if (requests.now().isPresent() && !requests.isIn(MigrationState.RESUMING)) {
            return Rejection.because("data for the device", allowed);
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
        Optional<Rejection> rejection = possible.accept(
                        failed ? Readings.notWritten(device, bytes) : Readings.written(device, bytes))
                .map(it -> it.allowing(allowed + ", of a living session"));
        if (rejection.isEmpty() && !failed) {
            story.moved(event.line(), MigrationState.RESUMING, counted ? size : 0);
        }
        return rejection;
    }

    private Optional<Rejection> reset(QemuEvent event, boolean done) {
        if (done) {
            story.came(event.line(), MigrationState.RUNNING, "reset");
        }
        return accept(List.of(done ? Readings.reset(device) : List.of()));
    }

    private Optional<Rejection> read(String errno, long bytes, String allowed) {
        return possible.accept(List.of(Readings.read(device, errno, (int) bytes)))
                .map(it -> it.allowing(allowed));
    }

    private Optional<Rejection> accept(List<List<TraceEvent>> readings) {
        return possible.accept(readings);
    }

    /** The answer as a name: QEMU prints it negative, simpletrace as an unsigned number. */
    private static String errno(QemuEvent event) {
        int ret = (int) event.number("ret");
        return ret >= 0 ? "0" : Errno.of(-ret).map(Enum::name).orElse(Readings.FAILED);
    }
}
