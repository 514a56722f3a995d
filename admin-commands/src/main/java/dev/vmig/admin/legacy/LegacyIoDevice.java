package dev.vmig.admin.legacy;

import dev.vmig.admin.DevicePartsOwner;
import dev.vmig.admin.LegacyCommands;
import dev.vmig.admin.LegacyCommands.NotifyAddress;
import dev.vmig.codec.LegacyCommonCfgField;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.Validate;

/**
 * A VF shown as a transitional network card: reads and writes of its configuration space and of its emulated BAR 0, as
 * a VMM makes them for its guest. One call at a time.
 */
public final class LegacyIoDevice {
    /** Bytes of BAR 0: 24 of common configuration with MSI-X, 8 of device configuration; a power of two, as BARs are. */
    public static final int BAR0_LENGTH = LegacyCommonCfgField.LENGTH_MSIX + 8;
    /** Bytes of the configuration space. */
    public static final int CONFIG_LENGTH = 256;

    private static final int NET_DEVICE = 0x1041;
    private static final int NOTIFY = LegacyCommonCfgField.QUEUE_NOTIFY.offset();

    private final LegacyCommands commands;
    private final long memberId;
    private final LegacyFunction function;
    private final NotifyAddress doorbell;
    private final LegacyConfigSpace config;

    private LegacyIoDevice(LegacyCommands commands, long memberId, LegacyFunction function) throws ErrnoException {
        this.commands = commands;
        this.memberId = memberId;
        this.function = function;
        this.doorbell = commands.notifyAddress(memberId, function);
        this.config = new LegacyConfigSpace(function, BAR0_LENGTH);
    }

    /**
     * Finds out whether a VF can be shown so: it must be a network card, have no BAR 0 of its own, and its owner must
     * have all five commands in use.
     *
     * @param vfIndex number of the VF, from 0
     * @return nothing if it cannot: it is an ordinary VF then, which migrates all the same
     * @throws ErrnoException ENOENT if the device names no doorbell in a BAR of the VF, or what LEGACY_NOTIFY_INFO failed
     *     with; the driver does not take the VF then
     */
    public static Optional<LegacyIoDevice> probe(DevicePartsOwner owner, int vfIndex, LegacyFunction function)
            throws ErrnoException {
        Validate.inclusiveBetween(0, 0xfffe, vfIndex, "vfIndex: %d (expected: 0 to 65534)".formatted(vfIndex));
        Optional<LegacyCommands> commands = owner.legacyCommands();
        int deviceId = function.readConfig(2) | (function.readConfig(3) << 8);
        if (commands.isEmpty() || deviceId != NET_DEVICE || function.size(0) != 0) {
            return Optional.empty();
        }
        return Optional.of(new LegacyIoDevice(commands.get(), vfIndex + 1L, function));
    }

    /** Size and flags of BAR 0. */
    public RegionInfo bar0() {
        return new RegionInfo(BAR0_LENGTH, RegionInfo.READ | RegionInfo.WRITE);
    }

    /** Reads {@code length} bytes of the configuration space, which must be inside it. */
    public byte[] readConfig(int at, int length) {
        Objects.checkFromIndexSize(at, length, CONFIG_LENGTH);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) config.read(at + i);
        }
        return bytes;
    }

    /** Writes to the configuration space, which the bytes must be inside of. */
    public void writeConfig(int at, byte[] bytes) {
        Objects.checkFromIndexSize(at, bytes.length, CONFIG_LENGTH);
        for (int i = 0; i < bytes.length; i++) {
            config.write(at + i, bytes[i]);
        }
    }

    /**
     * Reads from BAR 0.
     *
     * @throws ErrnoException EIO while the guest has I/O decoding off; EINVAL beyond the BAR, and for the doorbell unless
     *     16 bits are read; else what the command failed with
     */
    public byte[] read(long at, int length) throws ErrnoException {
        if (length == 0) {
            return new byte[0];
        }
        requireAccess(at, length);
        if (at == NOTIFY) {
            int value = function.readBar(doorbell.bar(), doorbell.offset());
            return new byte[] {(byte) value, (byte) (value >>> 8)};
        }
        return commands.read(region(at), memberId, offset(at), length);
    }

    /**
     * Writes to BAR 0.
     *
     * @return how many bytes were written: all
     * @throws ErrnoException as {@link #read}
     */
    public int write(long at, byte[] bytes) throws ErrnoException {
        if (bytes.length == 0) {
            return 0;
        }
        requireAccess(at, bytes.length);
        if (at == NOTIFY) {
            function.writeBar(doorbell.bar(), doorbell.offset(), (bytes[0] & 0xff) | ((bytes[1] & 0xff) << 8));
        } else {
            commands.write(region(at), memberId, offset(at), Arrays.copyOf(bytes, bytes.length));
        }
        return bytes.length;
    }

    /** The function was reset: the guest has to switch I/O decoding on again. */
    public void functionWasReset() {
        config.reset();
    }

    private void requireAccess(long at, int length) throws ErrnoException {
        if (!config.decodesIo()) {
            throw new ErrnoException(Errno.EIO, "BAR 0: I/O decoding is off in COMMAND");
        }
        if (at < 0 || length < 0 || at > BAR0_LENGTH - length) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "BAR 0: offset %d, length %d (expected: inside %d bytes)".formatted(at, length, BAR0_LENGTH));
        }
        if (at == NOTIFY && length != NotifyAddress.LENGTH) {
            throw new ErrnoException(Errno.EINVAL, "BAR 0: doorbell, length " + length + " (expected: 2)");
        }
    }

    private LegacyRegion region(long at) {
        return at < commonLength() ? LegacyRegion.COMMON_CFG : LegacyRegion.DEV_CFG;
    }

    private int offset(long at) {
        return (int) (at < commonLength() ? at : at - commonLength());
    }

    private int commonLength() {
        return LegacyCommonCfgField.regionLength(function.isMsixEnabled());
    }
}
