package dev.vmig.admin;

import java.util.EnumSet;
import java.util.Set;

/**
 * Whom the driver behaves like.
 *
 * @param quirks in what it departs from the contract
 * @param legacyIo whether it asks for the legacy commands too (VIRTIO_VFIO_PCI_ADMIN_LEGACY of Linux), which migration
 *     does not need
 */
public record DriverProfile(Set<Quirk> quirks, boolean legacyIo) {
    /** The contract, without exception. Works with devices that keep to Virtio 1.4 and with such as suit Linux. */
    public static final DriverProfile CONTRACT = new DriverProfile(Set.of(), false);
    /**
     * As Linux 7.2 does it: all of {@link Quirk}. A device that keeps to Virtio 1.4 cannot be migrated by it, see K-14. Of
     * the departures that docs/findings.md lists for vfio-virtio these are left out: K-2, K-6 and K-7, of which the rule
     * is public and not the steps; K-3, since {@code DataFile} returns both counters; and K-16.
     */
    public static final DriverProfile LINUX = new DriverProfile(EnumSet.allOf(Quirk.class), false);

    /** Takes a copy. */
    public DriverProfile {
        quirks = Set.copyOf(quirks);
    }

    /** Whether the driver has this quirk. */
    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** The same, which asks for the legacy commands or does not. */
    public DriverProfile withLegacyIo(boolean wanted) {
        return new DriverProfile(quirks, wanted);
    }
}
