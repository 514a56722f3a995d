package dev.vmig.admin;

/** The PCI function of a VF, as the driver needs it. */
@FunctionalInterface
public interface PciFunction {
    /**
     * Resets the function. The driver relies on it that the device runs afterwards: it sends no mode command there.
     * Whether part objects survive is open (S-2), and the driver assumes neither.
     */
    void functionLevelReset();
}
