package dev.vmig.trace.qemu;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the sizes promise and what they are estimates of; {@link Counters} holds the bounds that QEMU reckons within. */
final class SizeRules {
    /** What was said last of one device. */
    private static final class Said {
        private Optional<Long> dataSize = Optional.empty();
        private Optional<Long> counters = Optional.empty();
        private long read;
        private boolean fresh;
    }

    private final Judge judge;
    private final Map<String, Said> said = new HashMap<>();
    /** The last sum of a device in the round that is under way. */
    private Optional<LogStep> lastSum = Optional.empty();

    private SizeRules(Judge judge) {
        this.judge = judge;
    }

    static void judge(Timeline timeline, Judge judge) {
        SizeRules rules = new SizeRules(judge);
        timeline.steps().forEach(rules::take);
        if (!timeline.traces(EventKind.PRECOPY_INFO) && !timeline.traces(EventKind.PENDING_EXACT)) {
            judge.cannotSee(LogRule.ESTIMATES, "no answer to a query of sizes is traced");
            judge.cannotSee(LogRule.RECKONED, "no answer to a query of sizes is traced");
        }
        if (!timeline.traces(EventKind.PRECOPY_INFO)) {
            judge.cannotSee(LogRule.QUERIED, "vfio_query_precopy_size is not traced (QEMU before 11 does not have it)");
            judge.cannotSee(LogRule.CNT_001, "vfio_query_precopy_size is not traced (QEMU before 11 does not have it)");
            judge.cannotSee(LogRule.CNT_003, "vfio_query_precopy_size is not traced (QEMU before 11 does not have it)");
        }
        if (timeline.traces(EventKind.THREAD_END)) {
            judge.cannotSee(LogRule.ESTIMATES, "what multifd transfers is not printed at the source");
        }
        if (!timeline.traces(EventKind.PENDING_EXACT)) {
            judge.cannotSee(LogRule.COUNTED_ONCE, "the sum is printed by QEMU 8 to 10 only");
        }
    }

    private void take(LogStep step) {
        if (step.device().isEmpty()) {
            return;
        }
        Said of = said.computeIfAbsent(step.device(), device -> new Said());
        QemuEvent event = step.event();
        switch (step.kind()) {
            case DATA_SIZE -> {
                of.dataSize = (int) event.number("ret") == 0 ? Optional.of(event.number("size")) : Optional.empty();
                compare(step, of);
            }
            case PRECOPY_INFO -> query(step, of);
            case PENDING_EXACT -> {
                of.dataSize = Optional.of(event.number("stopcopy_size"));
                if (!event.has("precopy_init_size")) {
                    return;
                }
                if (!step.isBefore(MigrationState.STOP_COPY)) {
                    told(of, event.number("precopy_init_size"), event.number("precopy_dirty_size"));
                    compare(step, of);
                }
                sum(step);
            }
            case SAVE_BLOCK -> {
                of.read += event.number("data_size");
                of.fresh = false;
                of.dataSize = Optional.empty();
            }
            case SAVE_EMPTY -> empty(step, of);
            case SAVE_COMPLETE -> complete(step, of);
            case SAVE_SETUP -> of.read = 0;
            default -> {}
        }
        if (step.reaches(MigrationState.PRE_COPY) || step.reaches(MigrationState.RUNNING)) {
            of.counters = Optional.empty();
            of.fresh = false;
        }
    }

    private void query(LogStep step, Said of) {
        QemuEvent event = step.event();
        int ret = (int) event.number("ret");
        boolean inPreCopy = step.isBefore(MigrationState.PRE_COPY) || step.isBefore(MigrationState.PRE_COPY_P2P);
        // EBADF is QEMU's own, when it has no data file to ask.
        if (inPreCopy && ret != -Errno.EBADF.number()) {
            judge.judge(
                    LogRule.QUERIED,
                    ret == 0,
                    step,
                    "the query of the counters fails with " + ret + " in "
                            + step.before().orElseThrow(),
                    "an answer of 0");
        }
        if (ret == 0) {
            told(of, event.number("init_size"), event.number("dirty_size"));
            compare(step, of);
        }
    }

    private static void told(Said of, long initial, long dirty) {
        of.counters = Optional.of(initial + dirty);
        of.fresh = true;
        of.read = 0;
    }

    /** MIG_DATA_SIZE is to cover what the counters announce, both asked without a read in between. */
    private void compare(LogStep step, Said of) {
        if (of.dataSize.isPresent() && of.counters.isPresent() && of.fresh) {
            judge.judge(
                    LogRule.ESTIMATES,
                    Long.compareUnsigned(of.counters.get(), of.dataSize.get()) <= 0,
                    step,
                    "the counters announce " + of.counters.get() + " bytes, MIG_DATA_SIZE " + of.dataSize.get(),
                    "a MIG_DATA_SIZE that contains them");
        }
    }

    private void empty(LogStep step, Said of) {
        boolean inPreCopy = step.isBefore(MigrationState.PRE_COPY) || step.isBefore(MigrationState.PRE_COPY_P2P);
        if (inPreCopy && of.fresh && of.counters.isPresent()) {
            judge.judge(
                    LogRule.CNT_001,
                    of.counters.get() == 0,
                    step,
                    "a read finds nothing directly after the counters announced " + of.counters.get() + " bytes",
                    "data");
        }
        of.fresh = false;
    }

    /** What the counters announced last is read before the end. */
    private void complete(LogStep step, Said of) {
        if (SaveAttempt.isComplete(step) && of.counters.isPresent()) {
            judge.judge(
                    LogRule.ESTIMATES,
                    Long.compareUnsigned(of.counters.get(), of.read) <= 0,
                    step,
                    "the counters announced " + of.counters.get() + " bytes, and " + of.read
                            + " were read to the end of the data",
                    "what was announced");
            of.counters = Optional.empty();
        }
    }

    /** QEMU 8 to 10 add up the devices; each adds MIG_DATA_SIZE, or that and the pre-copy part that it contains. */
    private void sum(LogStep step) {
        QemuEvent event = step.event();
        long precopy = event.number("precopy_init_size") + event.number("precopy_dirty_size");
        long sum = event.number("precopy");
        long stopCopy = event.number("stopcopy_size");
        boolean sameRound = lastSum.isPresent() && !lastSum.get().device().equals(step.device());
        long base = sameRound ? lastSum.orElseThrow().event().number("precopy") : 0;
        if (precopy > 0 && (sum == stopCopy + precopy || sum - base == stopCopy + precopy)) {
            judge.breaks(
                    LogRule.COUNTED_ONCE,
                    step.line(),
                    step.device(),
                    "what is left is " + sum + ", the stop-copy size " + stopCopy + " and the pre-copy part " + precopy
                            + " that it contains already",
                    "the stop-copy size");
        } else if (precopy > 0 && (sum == stopCopy || sum - base == stopCopy)) {
            judge.holds(LogRule.COUNTED_ONCE);
        }
        lastSum = Optional.of(step);
    }
}
