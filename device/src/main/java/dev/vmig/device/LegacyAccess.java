package dev.vmig.device;

import dev.vmig.codec.LegacyCfg;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.StatusHeader;

/**
 * The legacy interface commands, opcodes 2 to 6 (Virtio 1.4, 2.12.1.1): each does what an access to the legacy register
 * would do. An access may be any piece of one field. Its length is that of the buffer, so that here, and only here, a
 * buffer of another length is another request.
 */
final class LegacyAccess {
    /** The BAR of the member that its doorbell is in; BAR 0 is left to the legacy image. */
    static final int DOORBELL_BAR = 2;
    /** Where in that BAR. */
    static final long DOORBELL_OFFSET = 0x2000;

    private LegacyAccess() {}

    static CommandResult commonWrite(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        Access access = Access.written(command);
        LegacyCommonCfgField field = commonField(access, vf);
        LegacyRegisters registers = vf.legacy();
        registers.write(field, access.merge(command, registers.peek(field), field.offset()));
        return CommandResult.done();
    }

    static CommandResult commonRead(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        Access access = Access.read(command);
        LegacyCommonCfgField field = commonField(access, vf);
        return access.result(vf.legacy().read(field), field.offset());
    }

    static CommandResult deviceWrite(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        Access access = Access.written(command);
        NetConfigField field = deviceField(access);
        field.write(vf.parts(), access.merge(command, field.read(vf.parts()), field.offset()));
        return CommandResult.done();
    }

    static CommandResult deviceRead(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        Access access = Access.read(command);
        NetConfigField field = deviceField(access);
        return access.result(field.read(vf.parts()), field.offset());
    }

    /** The doorbell of the member, and the end of the list. */
    static CommandResult notifyInfo() {
        byte[] bytes = CommandResult.room(LegacyNotifyInfo.RESULT_LENGTH);
        LegacyNotifyInfo.encodeResult(bytes, 0);
        LegacyNotifyInfo.encodeEntry(bytes, 0, 0, LegacyNotifyInfo.FLAGS_MEMBER, DOORBELL_BAR, DOORBELL_OFFSET);
        return new CommandResult(bytes);
    }

    private static LegacyCommonCfgField commonField(Access access, VirtualFunction vf) throws CommandRefused {
        int region = vf.legacy().length();
        access.requireInside(region);
        LegacyCommonCfgField field = LegacyCommonCfgField.containing(access.offset);
        access.requireInside(field.offset(), field.length(), field.name());
        return field;
    }

    private static NetConfigField deviceField(Access access) throws CommandRefused {
        access.requireInside(NetConfigField.LENGTH);
        NetConfigField field = NetConfigField.containing(access.offset);
        access.requireInside(field.offset(), field.length(), field.name());
        return field;
    }

    /** Which bytes of a region. */
    private record Access(int offset, int length) {
        static Access written(AdminCommand command) {
            return new Access(LegacyCfg.offset(command.view()), LegacyCfg.accessLength(command.view()));
        }

        static Access read(AdminCommand command) {
            int room = Math.max(0, command.writableCapacity() - StatusHeader.LENGTH);
            return new Access(LegacyCfg.offset(command.view()), room);
        }

        void requireInside(int region) throws CommandRefused {
            if (length == 0 || length > region - offset) {
                throw CommandRefused.field(
                        "legacy access: offset %d, length %d (expected: 1 or more bytes inside a region of %d)"
                                .formatted(offset, length, region));
            }
        }

        void requireInside(int field, int fieldLength, String name) throws CommandRefused {
            if (offset + length > field + fieldLength) {
                throw CommandRefused.field("legacy access: offset %d, length %d (expected: no more than %s, %d to %d)"
                        .formatted(offset, length, name, field, field + fieldLength - 1));
            }
        }

        /** The value of a field after some of its bytes were written. */
        long merge(AdminCommand command, long old, int field) {
            long value = old;
            for (int i = 0; i < length; i++) {
                int shift = 8 * (offset - field + i);
                long register = LegacyCfg.register(command.view(), i);
                value = (value & ~(0xffL << shift)) | (register << shift);
            }
            return value;
        }

        /** Some bytes of the value of a field. */
        CommandResult result(long value, int field) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) (value >>> (8 * (offset - field + i)));
            }
            return CommandResult.result(bytes);
        }
    }
}
