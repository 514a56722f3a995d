package dev.vmig.admin.legacy;

import dev.vmig.admin.LegacyCommands;

/** The PCI function of a VF, as its legacy image needs it. */
public interface LegacyFunction extends LegacyCommands.BarSizes {
    /** The byte at {@code at} of the configuration space, 0 to 255. */
    int readConfig(int at);

    /** Writes the byte at {@code at} of the configuration space. */
    void writeConfig(int at, int value);

    /** Whether MSI-X is enabled. */
    boolean isMsixEnabled();

    /** Writes 16 bits to a BAR. */
    void writeBar(int bar, long offset, int value);

    /** Reads 16 bits from a BAR. */
    int readBar(int bar, long offset);
}
