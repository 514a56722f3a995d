package dev.vmig.admin.legacy;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.AdminQueue;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.LegacyCfg;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.StatusHeader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** An owner that logs the legacy commands that reach it, with offset and bytes, and knows no rules. */
final class LegacyOwner implements AdminQueue {
    static final long PARTS = 0x3e780;
    static final long LEGACY = 0x7c;

    /** One entry of NOTIFY_INFO. */
    record Entry(int flags, int bar, long offset) {}

    long listed = PARTS | LEGACY;
    int status;
    List<Entry> entries = List.of(new Entry(LegacyNotifyInfo.FLAGS_MEMBER, 2, 0x2000));
    final List<Long> listsUsed = new ArrayList<>();
    final List<String> log = new ArrayList<>();

    @Override
    public AdminCompletion submit(byte[] bytes, int resultCapacity) {
        CommandView command = new CommandView().wrap(bytes, 0, bytes.length);
        Opcode opcode = Opcode.of(command.opcode());
        byte[] writable = new byte[StatusHeader.LENGTH + resultCapacity];
        switch (opcode) {
            case LIST_QUERY -> OpcodeList.encodeQueryResult(writable, 0, command.groupType() == 0 ? 0x383 : listed);
            case LIST_USE -> {
                if (command.groupType() == 1) {
                    listsUsed.add(OpcodeList.opcodes(command));
                }
            }
            case CAP_ID_LIST_QUERY -> Capability.encodeListResult(writable, 0, 1);
            case DEVICE_CAP_GET -> Capability.encodeGetResult(writable, 0, 4, 4);
            case LEGACY_NOTIFY_INFO -> notifyInfo(writable);
            default -> legacy(command, opcode, writable, resultCapacity);
        }
        return new AdminCompletion(writable.length, writable);
    }

    private void notifyInfo(byte[] writable) {
        LegacyNotifyInfo.encodeResult(writable, 0);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            LegacyNotifyInfo.encodeEntry(writable, 0, i, entry.flags, entry.bar, entry.offset);
        }
    }

    /** A register reads as its own offset in the region, and counts up from there. */
    private void legacy(CommandView command, Opcode opcode, byte[] writable, int capacity) {
        if (opcode == Opcode.LEGACY_COMMON_CFG_READ || opcode == Opcode.LEGACY_DEV_CFG_READ) {
            int offset = LegacyCfg.offset(command);
            log.add("%s of %d at %d, %d bytes".formatted(opcode, command.memberId(), offset, capacity));
            for (int i = 0; i < capacity; i++) {
                writable[StatusHeader.LENGTH + i] = (byte) (offset + i);
            }
        } else if (opcode == Opcode.LEGACY_COMMON_CFG_WRITE || opcode == Opcode.LEGACY_DEV_CFG_WRITE) {
            int from = command.dataOffset() + LegacyCfg.REGISTERS;
            String registers = HexFormat.of().formatHex(command.bytes(), from, command.bytes().length);
            log.add("%s of %d at %d: %s".formatted(opcode, command.memberId(), LegacyCfg.offset(command), registers));
        }
        StatusHeader.encode(writable, 0, status, 0);
    }
}
