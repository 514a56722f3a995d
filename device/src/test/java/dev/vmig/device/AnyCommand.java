package dev.vmig.device;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartsObjectKind;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * A command as a driver might send it, sound or not: about half of them are for things that exist, and one in three is
 * damaged somewhere.
 *
 * @param bytes the device-readable part
 * @param capacity bytes of the device-writable part
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record AnyCommand(byte[] bytes, int capacity) {
    private static final int[] CAPACITIES = {1 << 14, 1 << 14, 1 << 14, 10, 16, 40, 8};

    static AnyCommand of(Random random, byte[] image) {
        byte[] command = sound(random, image);
        if (random.nextInt(3) == 0) {
            command = damaged(random, command);
        }
        return new AnyCommand(command, CAPACITIES[random.nextInt(CAPACITIES.length)]);
    }

    private static byte[] sound(Random random, byte[] image) {
        long member = random.nextInt(8) == 0 ? random.nextInt(4) : 1 + random.nextInt(2);
        long id = random.nextInt(6);
        PartsObjectKind kind = random.nextBoolean() ? PartsObjectKind.GET : PartsObjectKind.SET;
        MetadataType metadata = MetadataType.of(random.nextInt(3));
        GroupType group = random.nextBoolean() ? GroupType.SELF : GroupType.SR_IOV;
        return switch (random.nextInt(18)) {
            case 0 -> Cmd.listQuery(group);
            case 1 -> Cmd.listUse(GroupType.SELF, Cmd.SELF_OPCODES);
            case 2 -> Cmd.capIdList();
            case 3 -> Cmd.deviceCapGet(random.nextInt(2));
            case 4 -> Cmd.driverCapSet(random.nextInt(256), random.nextInt(256));
            case 5, 6 -> Cmd.create(member, id, kind);
            case 7 -> Cmd.modify(member, id, kind);
            case 8 -> Cmd.query(member, id);
            case 9 -> Cmd.destroy(member, id);
            case 10 -> Cmd.metadata(member, id, metadata);
            case 11 -> Cmd.getAll(member, id);
            case 12 -> Cmd.mode(member, random.nextBoolean());
            case 13 -> Cmd.notifyInfo(member);
            case 14 -> Cmd.legacyRead(LegacyRegion.COMMON_CFG, member, random.nextInt(30));
            case 15 -> Cmd.legacyWrite(LegacyRegion.COMMON_CFG, member, random.nextInt(20), (byte) random.nextInt());
            default -> Cmd.set(member, id, image);
        };
    }

    private static byte[] damaged(Random random, byte[] command) {
        byte[] copy = command.clone();
        switch (random.nextInt(4)) {
            case 0 -> copy = Arrays.copyOf(copy, random.nextInt(copy.length));
            case 1 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(40));
            case 2 -> copy[random.nextInt(Math.min(copy.length, 48))] ^= (byte) (1 << random.nextInt(8));
            default -> copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes) + ", room for " + capacity;
    }
}
