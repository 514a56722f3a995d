package dev.vmig.conformance.qemu;

import dev.vmig.conformance.SpecOracles;
import dev.vmig.conformance.qemu.QemuReport.DeviceReport;
import dev.vmig.conformance.qemu.QemuReport.Moment;
import dev.vmig.conformance.trace.TraceFormatException;
import java.util.List;
import java.util.Optional;

/** Checks two logs of QEMU as one migration of one device, against {@code LiveMigration}. */
public final class MigrationChecker {
    private final SpecOracles oracles;
    private final QemuChecker checker;

    /** A checker that opens what it needs. */
    public MigrationChecker(SpecOracles oracles) {
        this.oracles = oracles;
        this.checker = new QemuChecker(oracles);
    }

    /**
     * Checks both logs, and then both together.
     *
     * @throws TraceFormatException if one cannot be read, or does not hold its end of a migration with pre-copy of one
     *     device
     */
    public MigrationReport check(String sourceFile, String source, String targetFile, String target)
            throws TraceFormatException {
        QemuReport atSource = checker.check(sourceFile, source);
        QemuReport atTarget = checker.check(targetFile, target);
        if (!atSource.holds() || !atTarget.holds()) {
            return new MigrationReport(atSource, atTarget, 0, Optional.empty(), List.of());
        }
        List<Moment> sent = moments(sourceFile, atSource, "PRE_COPY");
        List<Moment> loaded = moments(targetFile, atTarget, "RESUMING");
        Optional<String> lost = difference(Interleaving.blocks(sent), Interleaving.blocks(loaded), atSource.complete());
        if (lost.isPresent()) {
            return new MigrationReport(atSource, atTarget, 0, lost, List.of());
        }
        Interleaving interleaving = new Interleaving(oracles.liveMigration(), sent, loaded, atSource.complete());
        int ordered = interleaving.search();
        boolean all = ordered == sent.size() + loaded.size();
        return new MigrationReport(
                atSource,
                atTarget,
                ordered,
                all ? Optional.empty() : Optional.of("no order of what both ends did is a behaviour of LiveMigration"),
                all ? List.of() : interleaving.ends());
    }

    /** From the last migration on. */
    private static List<Moment> moments(String file, QemuReport report, String begin) throws TraceFormatException {
        if (report.devices().size() != 1) {
            throw new TraceFormatException(
                    file, "holds " + report.devices().size() + " devices (expected, for a migration: 1)");
        }
        DeviceReport device = report.devices().get(0);
        List<Moment> all = device.moments();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).state().equals(begin) && !all.get(i).how().equals(Moment.BYTES)) {
                return all.subList(i, all.size());
            }
        }
        throw new TraceFormatException(file, "never comes to " + begin + " (expected, for this end of a migration)");
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
