package dev.vmig.vmm.downtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the schemes make of one scenario.
 *
 * @param figures of each scheme
 */
public record DowntimeComparison(DowntimeScenario scenario, Map<Scheme, DowntimeFigures> figures) {
    /** Copies the figures, which must be there for each scheme. */
    public DowntimeComparison {
        figures = Map.copyOf(figures);
        for (Scheme scheme : Scheme.values()) {
            Objects.requireNonNull(figures.get(scheme), scheme.name());
        }
    }

    /** Runs all of them. */
    public static DowntimeComparison of(DowntimeModel model, DowntimeScenario scenario) {
        Map<Scheme, DowntimeFigures> figures = new EnumMap<>(Scheme.class);
        for (Scheme scheme : Scheme.values()) {
            figures.put(scheme, DowntimeRun.of(model, scenario, scheme));
        }
        return new DowntimeComparison(scenario, figures);
    }

    /** What it took with a scheme. */
    public DowntimeFigures of(Scheme scheme) {
        return Objects.requireNonNull(figures.get(scheme));
    }

    /** How much less downtime than without pre-copy: 0.75 is three quarters less, negative is more. */
    public double reduction(Scheme scheme) {
        return 1 - downtime(scheme) / downtime(Scheme.NONE);
    }

    /** Total time against that without pre-copy: 1.05 is a twentieth more. */
    public double totalRatio(Scheme scheme) {
        return (double) of(scheme).total().toNanos() / of(Scheme.NONE).total().toNanos();
    }

    /** Downtime with partial images against the better of the two others: below 1 is better than both. */
    public double ratioToBest() {
        return downtime(Scheme.PARTIAL) / Math.min(downtime(Scheme.NONE), downtime(Scheme.LINUX));
    }

    /** Whether, with partial images, fewer than half of the parts had to be sent in the downtime. */
    public boolean isMostlyUnchanged() {
        return of(Scheme.PARTIAL).changedShare() < 0.5;
    }

    private double downtime(Scheme scheme) {
        return of(scheme).downtime().toNanos();
    }
}
