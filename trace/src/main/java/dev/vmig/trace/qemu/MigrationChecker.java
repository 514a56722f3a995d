package dev.vmig.trace.qemu;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.MigrationReport.End;
import dev.vmig.trace.qemu.MigrationReport.Migration;
import dev.vmig.trace.qemu.QemuReport.Moment;
import dev.vmig.trace.walk.SpecOracles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks two logs of QEMU as the two ends of migrations, against {@code LiveMigration}. */
public final class MigrationChecker {
    private final SpecOracles oracles;
    private final QemuChecker checker;

    /** A checker that opens what it needs. */
    public MigrationChecker(SpecOracles oracles) {
        this.oracles = oracles;
        this.checker = new QemuChecker(oracles);
    }

    /**
     * Checks both logs, and then both together. Several devices are taken in the order in which the logs name them.
     *
     * @throws TraceFormatException if one cannot be read, or does not hold its end of a migration
     */
    public MigrationReport check(String sourceFile, String source, String targetFile, String target)
            throws TraceFormatException {
        QemuReport atSource = checker.check(sourceFile, source);
        QemuReport atTarget = checker.check(targetFile, target);
        if (!atSource.holds() || !atTarget.holds()) {
            return new MigrationReport(atSource, atTarget, List.of());
        }
        int devices = atSource.devices().size();
        if (atTarget.devices().size() != devices) {
            throw new TraceFormatException(
                    targetFile, "holds " + atTarget.devices().size() + " devices, " + sourceFile + " " + devices);
        }
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            List<Attempt> attempts = Attempt.of(
                    atSource.devices().get(i),
                    atSource.complete(),
                    atTarget.devices().get(i),
                    atTarget.complete());
            if (attempts.stream().allMatch(attempt -> attempt.source().isEmpty())) {
                throw new TraceFormatException(sourceFile, "never comes to PRE_COPY or STOP_COPY (is no source)");
            } else if (attempts.stream().allMatch(attempt -> attempt.target().isEmpty())) {
                throw new TraceFormatException(targetFile, "never comes to RESUMING (is no target)");
            }
            attempts.forEach(attempt -> migrations.add(check(attempt)));
        }
        return new MigrationReport(atSource, atTarget, migrations);
    }

    private Migration check(Attempt attempt) {
        Optional<String> lost = attempt.source().isEmpty()
                ? Optional.empty()
                : difference(
                        Interleaving.blocks(attempt.source()),
                        Interleaving.blocks(attempt.target()),
                        attempt.sourceIsAll());
        if (lost.isPresent()) {
            return new Migration(attempt.lines(), List.of(), End.OPEN, lost, List.of(), List.of());
        }
        Interleaving search = new Interleaving(oracles.liveMigration(), attempt);
        boolean found = search.search();
        return new Migration(
                attempt.lines(),
                search.order(),
                found ? search.end() : End.OPEN,
                found
                        ? Optional.empty()
                        : Optional.of("no order of what both ends did is a behaviour of LiveMigration"),
                found ? List.of() : search.before(),
                found ? List.of() : search.allowed());
    }

    /** QEMU sends each block with its size, and writes it as one; what is loaded is what was read, in its order. */
    private static Optional<String> difference(List<Moment> sent, List<Moment> loaded, boolean sentIsAll) {
        // Multifd prints no sizes.
        if (loaded.stream().anyMatch(block -> block.bytes() == 0)) {
            return Optional.empty();
        }
        for (int i = 0; i < loaded.size(); i++) {
            Moment got = loaded.get(i);
            if (i >= sent.size() && !sentIsAll) {
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
