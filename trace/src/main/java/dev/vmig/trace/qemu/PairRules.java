package dev.vmig.trace.qemu;

import dev.vmig.trace.qemu.QemuReport.AttemptReport;
import dev.vmig.trace.qemu.QemuReport.Moment;
import java.util.List;
import java.util.Optional;

/** The rules that only the logs of both ends together can show. */
final class PairRules {
    private final boolean seesBytes;
    private final Judge judge = new Judge();

    /**
     * Of two logs.
     *
     * @param seesBytes whether both print what they read and write
     */
    PairRules(boolean seesBytes) {
        this.seesBytes = seesBytes;
        if (!seesBytes) {
            judge.cannotSee(LogRule.VMM_009, "one of the logs has no vfio_save_* or vfio_load_*");
        }
    }

    List<Judgement> judgements() {
        return judge.judgements().stream()
                .filter(judgement ->
                        judgement.judged() > 0 || judgement.unobservable().isPresent())
                .toList();
    }

    /** Judges a migration of one device; what was lost on the way, if something was. */
    Optional<String> judge(String device, Attempt attempt) {
        boolean known = !attempt.source().isEmpty() && attempt.report().isPresent();
        if (known && attempt.targetRuns() && !attempt.isSnapshot()) {
            completes(device, attempt, attempt.report().orElseThrow());
            neverBoth(device, attempt);
        }
        if (attempt.source().isEmpty() || !seesBytes) {
            return Optional.empty();
        }
        Optional<String> lost = difference(
                Interleaving.blocks(attempt.source()), Interleaving.blocks(attempt.target()), attempt.sourceIsAll());
        if (lost.isPresent()) {
            judge.breaks(LogRule.VMM_009, line(attempt.target()), device, lost.get(), "what was read at the source");
        } else {
            judge.holds(LogRule.VMM_009, Interleaving.blocks(attempt.target()).size());
        }
        return lost;
    }

    private void completes(String device, Attempt attempt, AttemptReport report) {
        boolean failed = report.outcome().equals("failed") || !report.why().isEmpty();
        if (!failed && !report.outcome().equals("completed")) {
            return;
        }
        if (failed) {
            judge.breaks(
                    LogRule.VMM_007,
                    line(attempt.target()),
                    device,
                    "the destination runs, although the migration " + report.outcome()
                            + (report.why().isEmpty() ? "" : " at the source: " + report.why()),
                    "a destination that ends");
        } else {
            judge.holds(LogRule.VMM_007);
        }
    }

    private void neverBoth(String device, Attempt attempt) {
        List<Moment> source = attempt.source();
        Moment last = source.get(source.size() - 1);
        boolean runs = last.state().equals("RUNNING") && !last.how().equals(Moment.BYTES);
        if (runs) {
            judge.breaks(
                    LogRule.VMM_008,
                    line(attempt.target()),
                    device,
                    "the destination runs, and the source goes on in line " + last.line(),
                    "one of both");
        } else {
            judge.holds(LogRule.VMM_008);
        }
    }

    private static int line(List<Moment> moments) {
        return moments.get(moments.size() - 1).line();
    }

    /** QEMU sends each block with its size, and writes it as one; what is loaded is what was read, in its order. */
    private static Optional<String> difference(List<Moment> sent, List<Moment> loaded, boolean sentIsAll) {
        for (int i = 0; i < loaded.size(); i++) {
            Moment got = loaded.get(i);
            // Multifd prints no sizes.
            if (got.bytes() == 0 || (i >= sent.size() && !sentIsAll)) {
                return Optional.empty();
            } else if (i >= sent.size()) {
                return Optional.of("line " + got.line() + " of the target loads " + got.bytes()
                        + " bytes that the source has not sent");
            } else if (sent.get(i).bytes() != got.bytes()) {
                return Optional.of("line " + got.line() + " of the target loads " + got.bytes() + " bytes, line "
                        + sent.get(i).line() + " of the source has sent "
                        + sent.get(i).bytes());
            }
        }
        return Optional.empty();
    }
}
