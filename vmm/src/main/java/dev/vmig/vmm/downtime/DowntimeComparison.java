package dev.vmig.vmm.downtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of all schemes in one scenario.
 *
 * @param figures of each scheme
 */
public record DowntimeComparison(DowntimeScenario scenario, Map<Scheme, DowntimeFigures> figures) {
    /** Copies the figures; requires those of each scheme. */
    public DowntimeComparison {
        figures = Map.copyOf(figures);
        for (Scheme scheme : Scheme.values()) {
            Objects.requireNonNull(figures.get(scheme), scheme.name());
        }
    }

    /** Runs all schemes. */
    public static DowntimeComparison of(DowntimeModel model, DowntimeScenario scenario) {
        Map<Scheme, DowntimeFigures> figures = new EnumMap<>(Scheme.class);
        for (Scheme scheme : Scheme.values()) {
            figures.put(scheme, DowntimeRun.of(model, scenario, scheme));
        }
        return new DowntimeComparison(scenario, figures);
    }

    /** The figures of a scheme. */
    public DowntimeFigures of(Scheme scheme) {
        return Objects.requireNonNull(figures.get(scheme));
    }

    /** The reduction of downtime against no pre-copy: 0.75 is three quarters less, negative is more. */
    public double reduction(Scheme scheme) {
        return 1 - downtime(scheme) / downtime(Scheme.NONE);
    }

    /** The total time relative to no pre-copy: 1.05 is 5 % more. */
    public double totalRatio(Scheme scheme) {
        return (double) of(scheme).total().toNanos() / of(Scheme.NONE).total().toNanos();
    }

    /** The downtime with partial images relative to the better of the two others. */
    public double ratioToBest() {
        return downtime(Scheme.PARTIAL) / Math.min(downtime(Scheme.NONE), downtime(Scheme.LINUX));
    }

    /** Whether partial images sent fewer than half of the parts in the downtime. */
    public boolean isMostlyUnchanged() {
        return of(Scheme.PARTIAL).changedShare() < 0.5;
    }

    private double downtime(Scheme scheme) {
        return of(scheme).downtime().toNanos();
    }
}
