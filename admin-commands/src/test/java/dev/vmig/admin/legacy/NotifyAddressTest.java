package dev.vmig.admin.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmig.admin.DevicePartsOwner;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.LegacyCommands;
import dev.vmig.admin.LegacyCommands.NotifyAddress;
import dev.vmig.admin.legacy.LegacyOwner.Entry;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which entry of LEGACY_NOTIFY_INFO the driver uses (Virtio 1.4, 2.12.1.1.6). */
class NotifyAddressTest {
    private static final Entry END = new Entry(0, 2, 0);
    private static final Entry OWNER = new Entry(1, 2, 0x100);
    private static final Entry MEMBER = new Entry(2, 2, 0x3ffe);

    private final LegacyOwner device = new LegacyOwner();

    private NotifyAddress address(Entry... entries) throws ErrnoException {
        device.entries = List.of(entries);
        return commands().notifyAddress(1, new FakeFunction());
    }

    private LegacyCommands commands() {
        return DevicePartsOwner.setUp(device, DriverProfile.CONTRACT.withLegacyIo(true))
                .legacyCommands()
                .orElseThrow();
    }

    private void none(Entry... entries) {
        ErrnoException none = catchThrowableOfType(ErrnoException.class, () -> address(entries));
        assertThat(none.errno()).isEqualTo(Errno.ENOENT);
    }

    @Test
    void firstEntryOfTheMemberIsUsed() throws ErrnoException {
        assertThat(address(MEMBER, new Entry(2, 2, 0))).isEqualTo(new NotifyAddress(2, 0x3ffe));
        assertThat(address(OWNER, MEMBER)).isEqualTo(new NotifyAddress(2, 0x3ffe));
        none(OWNER);
        none();
    }

    @Test
    void everyBarBehindTheFirstAndItsFirstByteCanHoldTheDoorbell() throws ErrnoException {
        LegacyCommands commands = commands();
        for (int bar = 1; bar <= 5; bar++) {
            device.entries = List.of(new Entry(2, bar, 0));
            assertThat(commands.notifyAddress(1, any -> 2)).isEqualTo(new NotifyAddress(bar, 0));
        }
    }

    @Test
    void fourEntriesAreAllThatIsLookedAt() {
        none(OWNER, OWNER, OWNER, OWNER);
    }

    @Test
    @Tag("LEG-DRV-05")
    void firstEndAndAllBehindItIsIgnored() throws ErrnoException {
        none(END, MEMBER);
        none(OWNER, END, MEMBER);
        assertThat(address(MEMBER, END, new Entry(2, 2, 0)).offset()).isEqualTo(0x3ffe);
    }

    @Test
    @Tag("LEG-DRV-06")
    void entriesThatNoDeviceMaySendAreIgnored() throws ErrnoException {
        for (Entry bad : List.of(
                new Entry(3, 2, 0x100),
                new Entry(0x82, 2, 0x100),
                new Entry(2, 0, 0x100),
                new Entry(2, 6, 0x100),
                new Entry(2, 3, 0x100), // A BAR that is not there.
                new Entry(2, 2, 0x101),
                new Entry(2, 2, 0x4000),
                new Entry(2, 2, -2))) {
            assertThat(address(bad, MEMBER)).as(bad.toString()).isEqualTo(new NotifyAddress(2, 0x3ffe));
            none(bad);
        }
    }
}
