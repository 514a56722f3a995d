package dev.vmig.device;

import static dev.vmig.codec.PciCommonCfgField.CONFIG_MSIX_VECTOR;
import static dev.vmig.codec.PciCommonCfgField.DEVICE_STATUS;
import static dev.vmig.codec.PciCommonCfgField.DRIVER_FEATURE;
import static dev.vmig.codec.PciCommonCfgField.DRIVER_FEATURE_SELECT;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DESC;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DEVICE;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_DRIVER;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_ENABLE;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_MSIX_VECTOR;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_SELECT;
import static dev.vmig.codec.PciCommonCfgField.QUEUE_SIZE;

import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.codec.PciCommonCfgField;

/**
 * The legacy common configuration of a VF (Virtio 1.4, 4.1.4.10): other registers, the same state. A queue address is a
 * page frame number, from which the three areas of a ring of the queue's size follow; zero turns the queue off. Nothing
 * but the interrupt status is kept here, which no device part carries.
 */
final class LegacyRegisters {
    private static final int QUEUE_INTERRUPT = 1;

    private final VirtualFunction vf;
    private int isr;

    LegacyRegisters(VirtualFunction vf) {
        this.vf = vf;
    }

    /** Bytes of the region. */
    int length() {
        return LegacyCommonCfgField.regionLength(vf.pciConfig().isMsixEnabled());
    }

    /** Reads a register; reading the interrupt status clears it. */
    long read(LegacyCommonCfgField register) {
        long value = peek(register);
        if (register == LegacyCommonCfgField.ISR_STATUS) {
            isr = 0;
        }
        return value;
    }

    /** The value of a register, without the effect that reading it has. */
    long peek(LegacyCommonCfgField register) {
        return switch (register) {
            case DEVICE_FEATURES -> vf.parts().shape().featuresLow() & 0xffff_ffffL;
            case DRIVER_FEATURES -> vf.parts().driverFeaturesLow & 0xffff_ffffL;
            case QUEUE_ADDRESS -> get(QUEUE_ENABLE) == 1 ? LegacyRing.pageFrame(get(QUEUE_DESC)) : 0;
            case QUEUE_SIZE -> get(QUEUE_SIZE);
            case QUEUE_SELECT -> get(QUEUE_SELECT);
            case QUEUE_NOTIFY -> 0;
            case DEVICE_STATUS -> get(DEVICE_STATUS);
            case ISR_STATUS -> isr;
            case CONFIG_MSIX_VECTOR -> get(CONFIG_MSIX_VECTOR);
            case QUEUE_MSIX_VECTOR -> get(QUEUE_MSIX_VECTOR);
        };
    }

    /** Writes a register. Writing one that is read-only has no effect. */
    void write(LegacyCommonCfgField register, long value) {
        switch (register) {
            case DEVICE_FEATURES, QUEUE_SIZE, ISR_STATUS -> {}
            case DRIVER_FEATURES -> acceptFeatures(value);
            case QUEUE_ADDRESS -> placeQueue(value);
            case QUEUE_SELECT -> set(QUEUE_SELECT, value);
            case QUEUE_NOTIFY -> notifyQueue((int) value);
            case DEVICE_STATUS -> set(DEVICE_STATUS, value);
            case CONFIG_MSIX_VECTOR -> set(CONFIG_MSIX_VECTOR, value);
            case QUEUE_MSIX_VECTOR -> set(QUEUE_MSIX_VECTOR, value);
        }
    }

    /** The doorbell, wherever it was written. A queue that does not exist is not notified. */
    void notifyQueue(int queue) {
        if (queue < vf.parts().shape().queues()) {
            vf.ringDoorbell(queue);
        }
    }

    /** The device has used a buffer. Without MSI-X, that is all that tells a legacy driver (4.1.4.5). */
    void bufferUsed() {
        if (!vf.pciConfig().isMsixEnabled()) {
            isr |= QUEUE_INTERRUPT;
        }
    }

    /** After a reset. */
    void reset() {
        isr = 0;
    }

    /** Bits 0 to 31, past the feature windows, whose selectors a legacy driver does not know. */
    private void acceptFeatures(long value) {
        long select = get(DRIVER_FEATURE_SELECT);
        set(DRIVER_FEATURE_SELECT, 0);
        set(DRIVER_FEATURE, value);
        set(DRIVER_FEATURE_SELECT, select);
    }

    private void placeQueue(long pageFrame) {
        int selected = (int) get(QUEUE_SELECT);
        int size = (int) get(QUEUE_SIZE);
        if (size == 0) {
            return;
        }
        if (pageFrame == 0) {
            NetState state = vf.parts();
            int vector = state.queue(selected).vector();
            state.queue(selected, new QueueConfig(size, vector, false, 0, 0, 0));
            return;
        }
        LegacyRing ring = LegacyRing.at(pageFrame, size);
        set(QUEUE_DESC, ring.desc());
        set(QUEUE_DRIVER, ring.avail());
        set(QUEUE_DEVICE, ring.used());
        set(QUEUE_ENABLE, 1);
    }

    private long get(PciCommonCfgField field) {
        return vf.readCommonCfg(field);
    }

    private void set(PciCommonCfgField field, long value) {
        vf.writeCommonCfg(field, value);
    }

    /**
     * The areas of a legacy split ring: contiguous from the beginning of a page, the used ring from the beginning of another
     * (Virtio 1.4, 2.7.2).
     *
     * @param desc guest address of the descriptor table, 16 bytes an entry
     * @param avail guest address of the available ring: flags, index, 2 bytes an entry, used event
     * @param used guest address of the used ring
     */
    private record LegacyRing(long desc, long avail, long used) {
        private static final int PAGE_SHIFT = 12;
        private static final int PAGE = 1 << PAGE_SHIFT;
        private static final int DESCRIPTOR = 16;

        /** The ring of {@code size} entries that begins at a page. */
        static LegacyRing at(long pageFrame, int size) {
            long desc = pageFrame << PAGE_SHIFT;
            long avail = desc + (long) DESCRIPTOR * size;
            long end = avail + 2L * (3 + size);
            return new LegacyRing(desc, avail, (end + PAGE - 1) & -PAGE);
        }

        /** The page frame number of a descriptor table, as far as 32 bits hold it. */
        static long pageFrame(long desc) {
            return desc >>> PAGE_SHIFT & 0xffff_ffffL;
        }
    }
}
