package dev.vmig.conformance.vfiouser;

import dev.vmig.fsm.Errno;
import java.nio.ByteBuffer;

/** The PCI side of a served device, which has neither BARs nor interrupts. */
final class PciDevice {
    private static final int INFO = 16;
    private static final int REGION_INFO = 32;
    private static final int REGION_ACCESS = 16;
    private static final int SET_IRQS = 20;

    private static final int RESET_AND_PCI = 3;
    private static final int REGIONS = 9;
    private static final int IRQS = 5;
    private static final int CONFIG = 7;
    private static final int CONFIG_SIZE = 256;
    private static final int READABLE = 1;
    private static final int EVENTFD = 4;

    /** The identifiers of a virtio-net device: vendor 1af4, device 1041. */
    private static final byte[] IDENTIFIERS = {(byte) 0xf4, 0x1a, 0x41, 0x10};

    private PciDevice() {}

    /** Answers a command about regions or interrupts, or refuses it. */
    static byte[] answer(Command command, Frame frame, int largestTransfer) throws Refusal {
        return switch (command) {
            case DEVICE_GET_INFO -> {
                Refusal.unless(frame.payload().length == INFO && frame.in().getInt() >= INFO);
                yield Frame.out(INFO)
                        .putInt(INFO)
                        .putInt(RESET_AND_PCI)
                        .putInt(REGIONS)
                        .putInt(IRQS)
                        .array();
            }
            case DEVICE_GET_REGION_INFO -> regionInfo(frame);
            case DEVICE_GET_REGION_IO_FDS -> regionFiles(frame);
            case DEVICE_GET_IRQ_INFO -> irqInfo(frame);
            case DEVICE_SET_IRQS -> setIrqs(frame);
            case REGION_READ -> read(frame, largestTransfer);
            default -> throw new Refusal(Errno.EINVAL);
        };
    }

    private static byte[] regionInfo(Frame frame) throws Refusal {
        Refusal.unless(frame.payload().length == REGION_INFO && frame.in().getInt() >= REGION_INFO);
        int index = frame.in().getInt(8);
        Refusal.unless(index >= 0 && index < REGIONS);
        boolean config = index == CONFIG;
        return Frame.out(REGION_INFO)
                .putInt(REGION_INFO)
                .putInt(config ? READABLE : 0)
                .putInt(index)
                .putInt(0)
                .putLong(config ? CONFIG_SIZE : 0)
                .putLong(0)
                .array();
    }

    private static byte[] regionFiles(Frame frame) throws Refusal {
        Refusal.unless(frame.payload().length == INFO && frame.in().getInt() >= INFO);
        int index = frame.in().getInt(8);
        Refusal.unless(index >= 0
                && index < REGIONS
                && frame.in().getInt(4) == 0
                && frame.in().getInt(12) == 0);
        return Frame.out(INFO).putInt(INFO).putInt(0).putInt(index).array();
    }

    private static byte[] irqInfo(Frame frame) throws Refusal {
        Refusal.unless(frame.payload().length == INFO && frame.in().getInt() >= INFO);
        int index = frame.in().getInt(8);
        Refusal.unless(index >= 0 && index < IRQS);
        return Frame.out(INFO).putInt(INFO).putInt(0).putInt(index).array();
    }

    /** The device has no interrupts; only disabling them succeeds. */
    private static byte[] setIrqs(Frame frame) throws Refusal {
        Refusal.unless(frame.payload().length == SET_IRQS);
        ByteBuffer in = frame.in();
        int argsz = in.getInt();
        int flags = in.getInt();
        int index = in.getInt();
        int start = in.getInt();
        int count = in.getInt();
        Refusal.unless(argsz >= SET_IRQS && (flags & EVENTFD) == 0 && index >= 0 && index < IRQS);
        Refusal.unless(start == 0 && count == 0);
        return new byte[0];
    }

    private static byte[] read(Frame frame, int largestTransfer) throws Refusal {
        Refusal.unless(frame.payload().length == REGION_ACCESS);
        ByteBuffer in = frame.in();
        long offset = in.getLong();
        int region = in.getInt();
        int count = in.getInt();
        boolean within = region == CONFIG
                && count >= 0
                && count <= Math.min(CONFIG_SIZE, largestTransfer)
                && offset >= 0
                && offset <= CONFIG_SIZE - count;
        Refusal.unless(within);
        byte[] config = new byte[CONFIG_SIZE];
        System.arraycopy(IDENTIFIERS, 0, config, 0, IDENTIFIERS.length);
        return Frame.out(REGION_ACCESS + count)
                .put(frame.payload())
                .put(config, (int) offset, count)
                .array();
    }
}
