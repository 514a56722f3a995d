package dev.vmig.device;

import org.apache.commons.lang3.Validate;

/**
 * The fields of the owner's SR-IOV capability that decide whether there is an SR-IOV group and which VFs are its members (PCI SR-IOV;
 * Virtio 1.4, 2.12): member ids run from 1 to NumVFs while VF Enable is set.
 */
public final class SriovControl {
    private final int totalVfs;
    private int numVfs;
    private boolean vfEnable = true;

    SriovControl(int totalVfs) {
        this.totalVfs = totalVfs;
        this.numVfs = totalVfs;
    }

    /** TotalVFs: how many there can be. */
    public int totalVfs() {
        return totalVfs;
    }

    /** NumVFs: how many there are. */
    public int numVfs() {
        return numVfs;
    }

    /** Writes NumVFs, which must not be done while VF Enable is set. */
    public void numVfs(int number) {
        Validate.validState(!vfEnable, "NumVFs: VF Enable is set (expected: clear)");
        Validate.isTrue(number >= 0 && number <= totalVfs, "NumVFs: %d (expected: 0 to %d)", number, totalVfs);
        numVfs = number;
    }

    /** VF Enable. */
    public boolean vfEnable() {
        return vfEnable;
    }

    /**
     * VF Migration Capable. Hardwired to zero: the migration that SR-IOV itself once had is not offered, and no driver of
     * admin commands may use it beside them (2.12.1.6).
     */
    public boolean vfMigrationCapable() {
        return false;
    }

    void vfEnable(boolean on) {
        vfEnable = on;
    }
}
