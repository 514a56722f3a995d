package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every byte that an encoder writes, against the tables of Virtio 1.4; the buffer is full of 0xee before. */
@DisplayName("Layouts are those of Virtio 1.4 (layouts.json)")
class LayoutTest {
    private static final int AT = 3;
    private static final long MEMBER = 0x1122334455667788L;
    private static final long ID = 0xfedcba98L;
    private static final String READABLE = "virtio_admin_cmd (device-readable part)";
    private static final String OBJECT = "virtio_admin_cmd_resource_obj_cmd_hdr";

    private final byte[] bytes = new byte[128];

    @BeforeEach
    void dirty() {
        Arrays.fill(bytes, (byte) 0xee);
    }

    private int data(int opcode, int group, long member) {
        Layout.of(READABLE)
                .holds(
                        bytes,
                        AT,
                        Map.of("opcode", (long) opcode, "group_type", (long) group, "group_member_id", member));
        return AT + Layout.of(READABLE).size();
    }

    private int result() {
        Layout.of("virtio_admin_cmd (device-writable part)").holds(bytes, AT, Map.of());
        return AT + Layout.of("virtio_admin_cmd (device-writable part)").size();
    }

    private void untouchedFrom(int length) {
        assertThat(Arrays.copyOfRange(bytes, AT + length, bytes.length)).containsOnly(0xee);
        assertThat(Arrays.copyOf(bytes, AT)).containsOnly(0xee);
    }

    @Test
    void recordHeader() {
        untouchedFrom(RecordHeader.encode(bytes, AT, 0x8877665544332211L, 0xf0000001L, 0xaabbccddL));
        Layout.of("linux virtiovf_migration_header")
                .holds(bytes, AT, Map.of("record_size", 0x8877665544332211L, "flags", 0xf0000001L, "tag", 0xaabbccddL));
    }

    @Test
    void statusHeader() {
        untouchedFrom(StatusHeader.encode(bytes, AT, 0xa1b2, 0xc3d4));
        Layout.of("virtio_admin_cmd (device-writable part)")
                .holds(bytes, AT, Map.of("status", 0xa1b2L, "status_qualifier", 0xc3d4L));
    }

    @Test
    void lists() {
        untouchedFrom(OpcodeList.encodeQuery(bytes, AT, GroupType.SR_IOV));
        data(0, 1, 0);
        int length = OpcodeList.encodeUse(bytes, AT, GroupType.SELF, MEMBER);
        assertThat(length).isEqualTo(32);
        untouchedFrom(length);
        assertThat(LittleEndian.u64(bytes, data(1, 0, 0))).isEqualTo(MEMBER);
        assertThat(OpcodeList.encodeQueryResult(bytes, AT, ID)).isEqualTo(16);
        assertThat(LittleEndian.u64(bytes, result())).isEqualTo(ID);
        assertThat(Capability.encodeList(bytes, AT)).isEqualTo(24);
        data(7, 0, 0);
        assertThat(Capability.encodeListResult(bytes, AT, 1)).isEqualTo(16);
        assertThat(LittleEndian.u64(bytes, result())).isEqualTo(1);
    }

    @Test
    void capabilities() {
        untouchedFrom(Capability.encodeGet(bytes, AT, 0x0801));
        Layout.of("virtio_admin_cmd_cap_get_data").holds(bytes, data(8, 0, 0), Map.of("id", 0x0801L));
        dirty();
        untouchedFrom(Capability.encodeSet(bytes, AT, 255, 254));
        int data = data(9, 0, 0);
        Layout.of("virtio_admin_cmd_cap_set_data").holds(bytes, data, Map.of("id", 0L));
        holdsLimits(data + Layout.of("virtio_admin_cmd_cap_set_data").size(), 255, 254);
        dirty();
        untouchedFrom(Capability.encodeGetResult(bytes, AT, 7, 9));
        holdsLimits(result(), 7, 9);
    }

    private void holdsLimits(int at, long get, long set) {
        Layout.of("virtio_dev_parts_cap")
                .holds(
                        bytes,
                        at,
                        Map.of("get_parts_resource_objects_limit", get, "set_parts_resource_objects_limit", set));
    }

    @Test
    void resourceObjects() {
        untouchedFrom(ResourceObj.encodeCreate(bytes, AT, GroupType.SR_IOV, MEMBER, ID, PartsObjectKind.SET));
        holdsObjectWithKind(10, "virtio_admin_cmd_resource_obj_create_data");
        dirty();
        untouchedFrom(ResourceObj.encodeModify(bytes, AT, GroupType.SR_IOV, MEMBER, ID, PartsObjectKind.SET));
        holdsObjectWithKind(12, "virtio_admin_cmd_resource_modify_data");
        dirty();
        untouchedFrom(ResourceObj.encodeQuery(bytes, AT, GroupType.SR_IOV, MEMBER, ID));
        int data = data(11, 1, MEMBER);
        Layout.of("virtio_admin_cmd_resource_obj_query_data").holds(bytes, data, Map.of("hdr", ID << 32));
        dirty();
        untouchedFrom(ResourceObj.encodeQueryResult(bytes, AT, PartsObjectKind.SET));
        Layout.of("virtio_resource_obj_dev_parts").holds(bytes, result(), Map.of("type", 1L));
        dirty();
        untouchedFrom(ResourceObj.encodeDestroy(bytes, AT, GroupType.SR_IOV, MEMBER, ID));
        Layout.of(OBJECT).holds(bytes, data(13, 1, MEMBER), Map.of("type", 0L, "id", ID));
    }

    private void holdsObjectWithKind(int opcode, String struct) {
        int data = data(opcode, 1, MEMBER);
        Layout.of(OBJECT).holds(bytes, data, Map.of("id", ID));
        Layout.of(struct).holds(bytes, data, Map.of("hdr", ID << 32, "flags", 0L));
        Layout.of("virtio_resource_obj_dev_parts")
                .holds(bytes, data + Layout.of(struct).size(), Map.of("type", 1L));
    }

    @Test
    void partsCommands() {
        untouchedFrom(DevPartsMetadataGet.encode(bytes, AT, MEMBER, ID, MetadataType.LIST));
        Layout.of("virtio_admin_cmd_dev_parts_metadata_data")
                .holds(bytes, data(14, 1, MEMBER), Map.of("hdr", ID << 32, "type", 2L));
        dirty();
        untouchedFrom(DevPartsMetadataGet.encodeResult(bytes, AT, ID));
        Layout.of("virtio_admin_cmd_dev_parts_metadata_result.parts_size").holds(bytes, result(), Map.of("size", ID));
        dirty();
        untouchedFrom(DevPartsGet.encodeAll(bytes, AT, MEMBER, ID));
        Layout.of("virtio_admin_cmd_dev_parts_get_data")
                .holds(bytes, data(15, 1, MEMBER), Map.of("hdr", ID << 32, "type", 1L));
        dirty();
        untouchedFrom(DevPartsSet.encode(bytes, AT, MEMBER, ID, new byte[] {9, 8, 7}, 1, 3));
        int data = data(16, 1, MEMBER);
        Layout.of("virtio_admin_cmd_dev_parts_set_data").holds(bytes, data, Map.of("hdr", ID << 32));
        assertThat(Arrays.copyOfRange(bytes, data + 8, data + 10)).containsExactly(8, 7);
        dirty();
        untouchedFrom(DevModeSet.encode(bytes, AT, MEMBER, true));
        Layout.of("virtio_admin_cmd_dev_mode_set_data").holds(bytes, data(17, 1, MEMBER), Map.of("flags", 1L));
        DevModeSet.encode(bytes, AT, MEMBER, false);
        Layout.of("virtio_admin_cmd_dev_mode_set_data").holds(bytes, data(17, 1, MEMBER), Map.of("flags", 0L));
    }

    @Test
    void partHeaderAndSelectors() {
        untouchedFrom(PartHeader.encode(bytes, AT, 0xa1b2, 0xc3, MEMBER, ID));
        Layout.of("virtio_dev_part_hdr")
                .holds(bytes, AT, Map.of("part_type", 0xa1b2L, "flags", 0xc3L, "selector", MEMBER, "length", ID));
        LittleEndian.put64(bytes, AT, PartSelector.pciCommonCfg(ID));
        Layout.of("virtio_dev_part_hdr.selector.pci_common_cfg").holds(bytes, AT, Map.of("offset", ID));
        LittleEndian.put64(bytes, AT, PartSelector.vqIndex(0xa1b2));
        Layout.of("virtio_dev_part_hdr.selector.vq_index").holds(bytes, AT, Map.of("index", 0xa1b2L));
        LittleEndian.put64(bytes, AT, PartSelector.netControl(0xa1, 0xb2));
        Layout.of("virtio_net_dev_part_cvq_selector").holds(bytes, AT, Map.of("class", 0xa1L, "command", 0xb2L));
    }

    @Test
    void partValues() {
        untouchedFrom(VqCfg.encode(bytes, AT, 0xa1a2, 0xb1b2, 0xc1c2, MEMBER, ID, ~MEMBER));
        Layout.of("virtio_dev_part_vq_cfg")
                .holds(
                        bytes,
                        AT,
                        Map.of(
                                "queue_size",
                                0xa1a2L,
                                "vector",
                                0xb1b2L,
                                "enabled",
                                0xc1c2L,
                                "queue_desc",
                                MEMBER,
                                "queue_driver",
                                ID,
                                "queue_device",
                                ~MEMBER));
        dirty();
        untouchedFrom(VqNotifyData.encode(bytes, AT, 0xa1a2, 0xb1b2));
        Layout.of("virtio_dev_part_vq_notify_data")
                .holds(bytes, AT, Map.of("queue_notify_off", 0xa1a2L, "queue_notif_config_data", 0xb1b2L));
    }

    @Test
    void oracleNoticesAFieldInTheWrongPlace() {
        StatusHeader.encode(bytes, AT, 0, 22);
        assertThatThrownBy(() ->
                        Layout.of("virtio_admin_cmd (device-writable part)").holds(bytes, AT, Map.of("status", 22L)))
                .isInstanceOf(AssertionError.class);
    }
}
