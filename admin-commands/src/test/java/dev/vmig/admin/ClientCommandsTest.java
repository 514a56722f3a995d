package dev.vmig.admin;

import static dev.vmig.admin.Fixture.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.ObjectOpcodes;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PartsGetType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the client offers beyond the commands of a migration. */
class ClientCommandsTest {
    private static final long EVERYTHING = 0x3ffff;

    private final ScriptedOwner device = new ScriptedOwner();
    private final AdminCommandClient client = client(ClientOptions.DEFAULT);

    private AdminCommandClient client(ClientOptions options) {
        return new AdminCommandClient(device, DriverProfile.CONTRACT, options);
    }

    @BeforeEach
    void useAll() throws ErrnoException {
        client.listUse(GroupType.SR_IOV, EVERYTHING);
        device.drainLog();
    }

    private CommandView sent(int index) {
        byte[] bytes = device.commands.get(index);
        return new CommandView().wrap(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @DisplayName("S-1: QUERY and MODIFY have the opcodes of the table or those of the text, as the options say")
    @CsvSource({"TABLE,11,12", "TEXT,12,11"})
    void queryAndModify(ObjectOpcodes order, int query, int modify) throws ErrnoException {
        AdminCommandClient ordered = client(ClientOptions.DEFAULT.withObjectOpcodes(order));
        ordered.listUse(GroupType.SR_IOV, EVERYTHING);
        device.drainLog();
        byte[] setObject = new byte[16];
        ResourceObj.encodeQueryResult(setObject, 0, PartsObjectKind.SET);
        device.next(Opcode.of(query), usual -> new AdminCompletion(16, setObject));
        assertThat(ordered.queryObject(3, 9)).isEqualTo(PartsObjectKind.SET);
        ordered.modifyObject(3, 9, PartsObjectKind.SET);
        assertThat(sent(0).opcode()).isEqualTo(query);
        assertThat(sent(1).opcode()).isEqualTo(modify);
        for (int i = 0; i < 2; i++) {
            assertThat(sent(i).groupType()).isEqualTo(GroupType.SR_IOV.number());
            assertThat(sent(i).memberId()).isEqualTo(3);
            assertThat(ResourceObj.id(sent(i))).isEqualTo(9);
        }
        assertThat(ResourceObj.kind(sent(1))).isEqualTo(PartsObjectKind.SET.number());
    }

    @ParameterizedTest
    @DisplayName("statement 55: whether QUERY is in use is looked up under the opcode that it is sent with")
    @Tag("L-55")
    @EnumSource
    void usableInEitherOrder(ObjectOpcodes order) throws ErrnoException {
        AdminCommandClient ordered = client(ClientOptions.DEFAULT.withObjectOpcodes(order));
        ordered.listUse(GroupType.SR_IOV, 1L << order.query());
        device.drainLog();
        ordered.queryObject(1, 0);
        assertErrno(Errno.EOPNOTSUPP, () -> ordered.modifyObject(1, 0, PartsObjectKind.SET));
        assertThat(device.log).hasSize(1);
    }

    @Test
    @DisplayName("Virtio 1.4, 2.12.1.4.3.1: COUNT tells how many headers LIST returns")
    void count() throws ErrnoException {
        device.announced = 7;
        assertThat(client.partsCount(3, 2)).isEqualTo(7);
        assertThat(DevPartsMetadataGet.type(sent(0))).isEqualTo(MetadataType.COUNT.number());
        assertThat(ResourceObj.id(sent(0))).isEqualTo(2);
        assertThat(sent(0).memberId()).isEqualTo(3);
    }

    private static byte[] someParts() {
        byte[] bytes = new byte[256];
        PartWriter parts = new PartWriter().wrap(bytes, 0, bytes.length);
        parts.devFeatures(1, 2).pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 3).vqNotify(1, 1, 1);
        return Arrays.copyOf(bytes, parts.length());
    }

    private void answerList() {
        byte[] image = someParts();
        byte[] writable = new byte[8 + 8 + 3 * PartHeader.LENGTH];
        DevPartsMetadataGet.encodeListResult(writable, 0, new PartCursor(), image, 0, image.length);
        device.next(Opcode.DEV_PARTS_METADATA_GET, usual -> new AdminCompletion(writable.length, writable));
    }

    @Test
    @DisplayName("Virtio 1.4, 2.12.1.4.3.1: LIST returns the headers; the buffer has room for all of them")
    @Tag("DP-DRV-04")
    void list() throws ErrnoException {
        answerList();
        assertThat(client.partsList(3, 2, 3))
                .containsExactly(
                        new PartInfo(PartId.of(PartType.DEV_FEATURES), true, 16),
                        new PartInfo(PartId.of(PartType.PCI_COMMON_CFG, PartSelector.pciCommonCfg(18)), false, 2),
                        new PartInfo(PartId.of(PartType.VQ_NOTIFY_CFG, PartSelector.vqIndex(1)), false, 8));
        assertThat(DevPartsMetadataGet.type(sent(0))).isEqualTo(MetadataType.LIST.number());
        assertThat(device.capacities).containsExactly(8 + 3 * PartHeader.LENGTH);
    }

    @Test
    @DisplayName("a list that the buffer cuts is refused, not taken for the whole")
    void listCut() {
        answerList();
        assertThat(Fixture.failure(() -> client.partsList(3, 2, 2)))
                .hasMessage("ENOMEM: device parts: the device lists 3, and returned the headers of 2");
    }

    @Test
    @DisplayName("Virtio 1.4, 2.12.1.4.3.2: SELECTED names parts by type and selector; what comes back is parts")
    void selected() throws ErrnoException {
        device.image = someParts();
        List<PartId> wanted = List.of(
                PartId.of(PartType.PCI_COMMON_CFG, PartSelector.pciCommonCfg(18)),
                PartId.of(PartType.VQ_NOTIFY_CFG, PartSelector.vqIndex(1)));
        ByteBuffer parts = client.getParts(3, 2, wanted, 60);
        assertThat(parts.remaining()).isEqualTo(device.image.length);
        CommandView command = sent(0);
        assertThat(DevPartsGet.type(command)).isEqualTo(PartsGetType.SELECTED.number());
        assertThat(DevPartsGet.selectedCount(command)).isEqualTo(2);
        List<PartId> asked = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            PartHeader header = DevPartsGet.selected(command, i, new PartHeader());
            asked.add(new PartId(header.type(), header.selector()));
            assertThat(header.flags()).isZero();
            assertThat(header.valueLength()).isZero();
        }
        assertThat(asked).isEqualTo(wanted);
    }

    @Test
    @DisplayName("a second LIST_USE replaces the first of that group, and not that of the other")
    @Tag("ADM-DRV-03")
    void listUseReplaces() throws ErrnoException {
        client.listUse(GroupType.SELF, Opcode.DEVICE_CAP_GET.bit());
        client.listUse(GroupType.SR_IOV, Opcode.DEV_MODE_SET.bit());
        assertThat(client.usable()).isEqualTo(3 | Opcode.DEVICE_CAP_GET.bit() | Opcode.DEV_MODE_SET.bit());
        client.deviceCapGet();
        device.drainLog();
        assertErrno(Errno.EOPNOTSUPP, () -> client.partsSize(1, 0));
        assertThat(device.log).isEmpty();
    }

    @Test
    @DisplayName("Virtio 1.4, 2.12.1.2 (CAP-TXT-02): of a capability longer than known the known fields are read")
    @Tag("CAP-TXT-02")
    @Tag("CAP-TXT-03")
    void longerCapabilities() throws ErrnoException {
        byte[] limits = new byte[8 + 24];
        Arrays.fill(limits, 8, limits.length, (byte) 0xee);
        limits[8] = 7;
        limits[9] = 9;
        device.next(Opcode.DEVICE_CAP_GET, usual -> new AdminCompletion(limits.length, limits));
        assertThat(client.deviceCapGet()).isEqualTo(new PartsLimits(7, 9));
        byte[] ids = new byte[8 + 264];
        ids[8] = 1;
        ids[8 + 256] = 1;
        device.next(Opcode.CAP_ID_LIST_QUERY, usual -> new AdminCompletion(ids.length, ids));
        assertThat(client.hasPartsCapability()).isTrue();
    }

    @Test
    @DisplayName("limits are those of a u8")
    void limits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PartsLimits(256, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PartsLimits(0, -1));
    }

    private static AdminCommandException typed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Assertions.catchThrowableOfType(AdminCommandException.class, call);
    }

    @Test
    @DisplayName("a failed command tells status, qualifier, opcode and member; its errno is the status")
    @Tag("L-38")
    void typedError() {
        device.next(Opcode.DEV_PARTS_SET, usual -> ScriptedOwner.failure(28, 6));
        AdminCommandException failed = typed(() -> client.setParts(4, 1, Fixture.bytes("no parts"), 8));
        assertThat(failed.opcode()).isEqualTo(Opcode.DEV_PARTS_SET);
        assertThat(failed.memberId()).isEqualTo(4);
        assertThat(failed.errno()).isEqualTo(Errno.ENOSPC);
        assertThat(failed.status()).isEqualTo(AdminStatus.ENOSPC);
        assertThat(failed.statusNumber()).isEqualTo(28);
        assertThat(failed.qualifier()).isEqualTo(StatusQualifier.NORESOURCE);
        assertThat(failed.qualifierNumber()).isEqualTo(6);
    }

    @ParameterizedTest
    @DisplayName("Virtio 1.4, 2.12.1.6: a reserved status is EINVAL, a reserved qualifier INVALID_COMMAND")
    @Tag("ADM-DRV-09")
    @Tag("ADM-DRV-10")
    @CsvSource({"99,8", "1,65535", "65535,4660", "5000,255"})
    void reservedNumbers(int status, int qualifier) {
        device.next(Opcode.DEV_MODE_SET, usual -> ScriptedOwner.failure(status, qualifier));
        AdminCommandException failed = typed(() -> client.setMode(3, true));
        assertThat(failed.errno()).isEqualTo(Errno.EINVAL);
        assertThat(failed.status()).isEqualTo(AdminStatus.EINVAL);
        assertThat(failed.qualifier()).isEqualTo(StatusQualifier.INVALID_COMMAND);
        assertThat(failed.statusNumber()).isEqualTo(status);
        assertThat(failed.qualifierNumber()).isEqualTo(qualifier);
    }

    @Test
    @DisplayName("Virtio 1.4, 2.13.2 (AVQ-DRV-08): after EAGAIN the command is sent again, as often as the policy says")
    @Tag("AVQ-DRV-08")
    void retries() throws ErrnoException {
        AdminCommandClient patient = client(ClientOptions.DEFAULT.withRetry(RetryPolicy.atMost(2)));
        patient.listUse(GroupType.SR_IOV, EVERYTHING);
        device.drainLog();
        device.failNext(Opcode.DEV_MODE_SET, 11).failNext(Opcode.DEV_MODE_SET, 11);
        patient.setMode(1, true);
        assertThat(device.commands).hasSize(3);
        assertThat(device.commands.get(2)).isEqualTo(device.commands.get(0));

        device.drainLog();
        for (int i = 0; i < 3; i++) {
            device.failNext(Opcode.DEV_MODE_SET, 11);
        }
        assertErrno(Errno.EAGAIN, () -> patient.setMode(1, true));
        assertThat(device.log).hasSize(3);
    }

    @Test
    @DisplayName("no other status is repeated, and by default not even EAGAIN: the VMM may repeat its request")
    void givesUp() {
        AdminCommandClient patient = client(ClientOptions.DEFAULT.withRetry(RetryPolicy.atMost(2)));
        device.failNext(Opcode.DEV_MODE_SET, 11);
        assertErrno(Errno.EAGAIN, () -> client.setMode(1, true));
        device.failNext(Opcode.LIST_QUERY, 12);
        assertErrno(Errno.ENOMEM, () -> patient.listQuery(GroupType.SR_IOV));
        assertThat(device.log).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> RetryPolicy.atMost(-1));
    }
}
