package dev.vmig.admin;

import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminCommandClientTest {
    private final ScriptedOwner device = new ScriptedOwner();
    private final AdminCommandClient client = new AdminCommandClient(device, DriverProfile.CONTRACT);

    @BeforeEach
    void useAll() throws ErrnoException {
        client.listUse(GroupType.SR_IOV, ScriptedOwner.ALL);
        device.drainLog();
    }

    @ParameterizedTest
    @DisplayName("Virtio 1.4, 2.12.1: the errno of a failed command is the number of its status")
    @Tag("L-38")
    @CsvSource({"6,ENXIO", "11,EAGAIN", "12,ENOMEM", "16,EBUSY", "17,EEXIST", "22,EINVAL", "28,ENOSPC"})
    void errnoIsStatus(int status, Errno errno) {
        device.failNext(Opcode.DEV_MODE_SET, status);
        assertErrno(errno, () -> client.setMode(1, true));
    }

    @ParameterizedTest
    @DisplayName("Virtio 1.4, 2.12.1.6 (ADM-DRV-09): a status that is not known is EINVAL")
    @Tag("ADM-DRV-09")
    @CsvSource({"1", "5", "99", "5000", "65535"})
    void unknownStatusIsEinval(int status) {
        device.next(Opcode.DEV_MODE_SET, usual -> ScriptedOwner.failure(status, 0x1234));
        ErrnoException failed = failure(() -> client.setMode(3, true));
        assertThat(failed.errno()).isEqualTo(Errno.EINVAL);
        assertThat(failed)
                .hasMessage("EINVAL: DEV_MODE_SET of member 3: status %d UNKNOWN, qualifier 4660 UNKNOWN", status);
    }

    @Test
    @DisplayName("Virtio 1.4, 2.13.2 (AVQ-DRV-03): both parts of a command are multiples of 8 bytes; Linux pads none")
    @Tag("AVQ-DRV-03")
    void paddedUnlessLinux() throws ErrnoException {
        everyCommand(client);
        assertThat(device.commands).hasSize(10).allMatch(command -> command.length % 8 == 0);
        assertThat(device.capacities).allMatch(capacity -> capacity % 8 == 0);

        device.drainLog();
        AdminCommandClient linux = new AdminCommandClient(device, DriverProfile.LINUX);
        linux.listUse(GroupType.SR_IOV, ScriptedOwner.ALL);
        device.drainLog();
        everyCommand(linux);
        assertThat(device.commands)
                .extracting(command -> command.length)
                .containsExactly(24, 24, 32, 34, 48, 40, 40, 37, 25, 32);
        assertThat(device.capacities).containsExactly(8, 8, 2, 0, 0, 8, 4096, 0, 0, 0);
    }

    private static void everyCommand(AdminCommandClient client) throws ErrnoException {
        client.listQuery(GroupType.SR_IOV);
        client.hasPartsCapability();
        client.deviceCapGet();
        client.driverCapSet(new PartsLimits(1, 1));
        client.createObject(1, 0, PartsObjectKind.GET);
        client.partsSize(1, 0);
        client.getParts(1, 0, 5);
        client.setParts(1, 0, Fixture.bytes("parts and more"), 5);
        client.setMode(1, true);
        client.destroyObject(1, 0);
    }

    @ParameterizedTest
    @DisplayName("statement 72, H-2: a result is as long as the shorter of used length - 8 and what was written")
    @Tag("L-72")
    @Tag("AVQ-DRV-06")
    @Tag("AVQ-TXT-03")
    @Tag("L-71")
    @CsvSource({
        "0, 13, ''",
        "7, 13, ''",
        "8, 13, ''",
        "11, 13, ima",
        "13, 13, image",
        "21, 13, image",
        "4294967295, 13, image",
        "13, 10, im",
        "13, 3, ''",
        "13, 0, ''"
    })
    void resultLength(long usedLength, int written, String expected) throws ErrnoException {
        device.next(
                Opcode.DEV_PARTS_GET,
                usual -> new AdminCompletion(usedLength, Arrays.copyOf(usual.writable(), written)));
        ByteBuffer parts = client.getParts(1, 0, 5);
        byte[] got = new byte[parts.remaining()];
        parts.get(got);
        assertThat(got).isEqualTo(Fixture.bytes(expected));
    }

    @Test
    @DisplayName("a completion cannot carry more result than there was room for")
    void resultFitsTheCapacity() throws ErrnoException {
        device.image = new byte[10_000];
        assertThat(client.getParts(1, 0, 5).remaining()).isEqualTo(4096);
        assertThat(client.getParts(1, 0, 4097).remaining()).isEqualTo(8192);
    }

    @Test
    @DisplayName("statement 55: a command that LIST_USE did not name fails with EOPNOTSUPP without reaching the device")
    @Tag("L-55")
    void unusedCommand() {
        AdminCommandClient fresh = new AdminCommandClient(device, DriverProfile.CONTRACT);
        assertErrno(Errno.EOPNOTSUPP, () -> fresh.setMode(1, true));
        assertThat(device.log).isEmpty();
    }

    @Test
    @DisplayName("H-3: capability commands address the self group; Virtio 1.4, 2.12: the others a member")
    @Tag("L-34")
    void groups() throws ErrnoException {
        client.deviceCapGet();
        client.setMode(3, true);
        assertThat(device.commands.get(0)[2]).isZero();
        assertThat(device.commands.get(0)[16]).isZero();
        assertThat(device.commands.get(1)[2]).isEqualTo((byte) 1);
        assertThat(device.commands.get(1)[16]).isEqualTo((byte) 3);
    }

    @Test
    @DisplayName("a used length is an unsigned 32-bit number")
    void usedLengthRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AdminCompletion(-1, new byte[8]));
        assertThatIllegalArgumentException().isThrownBy(() -> new AdminCompletion(1L << 32, new byte[8]));
    }
}
