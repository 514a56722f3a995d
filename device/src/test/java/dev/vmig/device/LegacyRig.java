package dev.vmig.device;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;

/** An owner with the legacy commands, and a hypervisor that passes on what a legacy guest does to one VF. */
final class LegacyRig {
    static final long LEGACY_OPCODES = 0x7c;

    final Rig rig;
    private final int index;

    private LegacyRig(Rig rig, int index) {
        this.rig = rig;
        this.index = index;
    }

    static PfConfig config(int vfs) {
        return PfConfig.of(vfs).withPersonality(DevicePersonality.DEFAULT.withLegacyIo(true));
    }

    static LegacyRig ready(PfConfig config) {
        Rig rig = Rig.ready(config);
        rig.ok(Cmd.listUse(GroupType.SR_IOV, Cmd.SR_IOV_OPCODES | LEGACY_OPCODES));
        rig.pf.vfs().forEach(vf -> vf.attach(new GuestAddressSpace(new GuestMemory(0x200)), 0));
        return new LegacyRig(rig, 0);
    }

    static LegacyRig ready() {
        return ready(config(2));
    }

    LegacyRig other(int vf) {
        return new LegacyRig(rig, vf);
    }

    VirtualFunction vf() {
        return rig.pf.vf(index);
    }

    void enableMsix() {
        vf().pciConfig().write(67, 0x80);
    }

    static byte[] littleEndian(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }

    static long number(byte[] bytes) {
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value |= (bytes[i] & 0xffL) << (8 * i);
        }
        return value;
    }

    String write(LegacyRegion region, int offset, byte... bytes) {
        return rig.call(Cmd.legacyWrite(region, index + 1, offset, bytes)).status();
    }

    String read(LegacyRegion region, int offset, int length) {
        return rig.call(Cmd.legacyRead(region, index + 1, offset), 8 + length).status();
    }

    long value(LegacyRegion region, int offset, int length) {
        Reply reply = rig.call(Cmd.legacyRead(region, index + 1, offset), 8 + length);
        if (reply.used() != 8 + length || !reply.view().isOk()) {
            throw new AssertionError(reply.seen());
        }
        return number(reply.result());
    }

    void set(LegacyCommonCfgField field, long value) {
        rig.ok(Cmd.legacyWrite(
                LegacyRegion.COMMON_CFG, index + 1, field.offset(), littleEndian(value, field.length())));
    }

    long get(LegacyCommonCfgField field) {
        return value(LegacyRegion.COMMON_CFG, field.offset(), field.length());
    }

    /** What a legacy driver does to get going (Virtio 1.4, 3.1.2); each queue in 16 KiB of its own. */
    void initialise() {
        enableMsix();
        set(LegacyCommonCfgField.DEVICE_STATUS, 0);
        set(LegacyCommonCfgField.DEVICE_STATUS, 3);
        set(LegacyCommonCfgField.DRIVER_FEATURES, get(LegacyCommonCfgField.DEVICE_FEATURES));
        set(LegacyCommonCfgField.CONFIG_MSIX_VECTOR, 0);
        for (int queue = 0; queue < 2 * vf().queuePairs() + 1; queue++) {
            set(LegacyCommonCfgField.QUEUE_SELECT, queue);
            set(LegacyCommonCfgField.QUEUE_MSIX_VECTOR, 1 + queue);
            set(LegacyCommonCfgField.QUEUE_ADDRESS, 0x100 + 4L * queue);
        }
        set(LegacyCommonCfgField.DEVICE_STATUS, 7);
    }

    /** Sends a packet on the first transmit queue, whose ring has 256 entries (Virtio 1.4, 2.7.2). */
    void transmit() {
        GuestMemory memory = vf().space().memory();
        long ring = 0x104L << 12;
        long available = ring + 16 * 256;
        int next = memory.u16(available + 2);
        memory.putU64(ring, 0x1000);
        memory.putU32(ring + 8, 60);
        memory.putU16(available + 4 + 2L * (next % 256), 0);
        memory.putU16(available + 2, next + 1);
        set(LegacyCommonCfgField.QUEUE_NOTIFY, 1);
        rig.time.runAll();
    }
}
