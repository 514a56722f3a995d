package dev.vmig.admin;

import dev.vmig.codec.LegacyCfg;
import dev.vmig.codec.LegacyNotifyInfo;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.ResultView;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Optional;

/**
 * The legacy interface commands, opcodes 2 to 6: the registers of a member that a legacy guest would see in an I/O BAR
 * (Virtio 1.4, 2.12.1.1). They are sent unpadded whatever the profile, since the length of the buffer is the length of
 * the access; a padded one would reach beyond the register.
 *
 * <p>A command whose status is not OK throws, as in {@link AdminCommandClient}.
 */
public final class LegacyCommands {
    /** All five, by {@link Opcode#bit()}: 0x7c. A device has all or none. */
    static final long OPCODES = Opcode.LEGACY_COMMON_CFG_WRITE.bit()
            | Opcode.LEGACY_COMMON_CFG_READ.bit()
            | Opcode.LEGACY_DEV_CFG_WRITE.bit()
            | Opcode.LEGACY_DEV_CFG_READ.bit()
            | Opcode.LEGACY_NOTIFY_INFO.bit();

    private final AdminCommandClient client;

    LegacyCommands(AdminCommandClient client) {
        this.client = client;
    }

    /**
     * LEGACY_COMMON_CFG_WRITE or LEGACY_DEV_CFG_WRITE.
     *
     * @param offset in the region, 0 to 255
     * @param bytes the new bytes of the register, little-endian
     */
    public void write(LegacyRegion region, long memberId, int offset, byte[] bytes) throws ErrnoException {
        byte[] command = new byte[LegacyCfg.WRITE_LENGTH + bytes.length];
        LegacyCfg.encodeWrite(command, 0, region, memberId, offset, bytes, 0, bytes.length);
        client.send(region.write(), memberId, command, 0);
    }

    /**
     * LEGACY_COMMON_CFG_READ or LEGACY_DEV_CFG_READ.
     *
     * @param offset in the region, 0 to 255
     * @return the bytes of the register, little-endian; zero where the device returned fewer
     */
    public byte[] read(LegacyRegion region, long memberId, int offset, int length) throws ErrnoException {
        byte[] command = new byte[LegacyCfg.READ_LENGTH];
        LegacyCfg.encodeRead(command, 0, region, memberId, offset);
        ResultView result = client.send(region.read(), memberId, command, length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) LegacyCfg.register(result, i);
        }
        return bytes;
    }

    /**
     * LEGACY_NOTIFY_INFO: the first entry in a BAR of the member that can be used. The first end and all behind it are
     * ignored, and so are entries that no device may send (2.12.1.1.6).
     *
     * @throws ErrnoException ENOENT if there is none
     */
    public NotifyAddress notifyAddress(long memberId, BarSizes bars) throws ErrnoException {
        byte[] command = new byte[LegacyNotifyInfo.LENGTH];
        LegacyNotifyInfo.encode(command, 0, memberId);
        int capacity = LegacyNotifyInfo.ENTRIES * LegacyNotifyInfo.ENTRY_LENGTH;
        ResultView info = client.send(Opcode.LEGACY_NOTIFY_INFO, memberId, command, capacity);
        for (int i = 0; i < LegacyNotifyInfo.ENTRIES; i++) {
            int flags = LegacyNotifyInfo.flags(info, i);
            if (flags == LegacyNotifyInfo.FLAGS_END) {
                break;
            }
            Optional<NotifyAddress> address =
                    usable(LegacyNotifyInfo.bar(info, i), LegacyNotifyInfo.offset(info, i), bars);
            if (flags == LegacyNotifyInfo.FLAGS_MEMBER && address.isPresent()) {
                return address.get();
            }
        }
        throw new ErrnoException(
                Errno.ENOENT, "LEGACY_NOTIFY_INFO of member " + memberId + ": no entry in a BAR of the member");
    }

    private static Optional<NotifyAddress> usable(int bar, long offset, BarSizes bars) {
        boolean fits = bar >= 1
                && bar <= 5
                && offset % 2 == 0
                && offset >= 0
                && offset <= bars.size(bar) - NotifyAddress.LENGTH;
        return fits ? Optional.of(new NotifyAddress(bar, offset)) : Optional.empty();
    }

    /** How large the BARs of a member are. */
    @FunctionalInterface
    public interface BarSizes {
        /** Bytes of a BAR, 0 to 5; 0 bytes if it is hardwired to zero. */
        long size(int bar);
    }

    /**
     * Where the doorbell of a member's legacy image is.
     *
     * @param bar 1 to 5
     * @param offset in the BAR, a multiple of 2
     */
    public record NotifyAddress(int bar, long offset) {
        /** Bytes of the doorbell. */
        public static final int LENGTH = 2;
    }
}
