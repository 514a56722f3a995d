/**
 * Byte layouts of the Virtio 1.4 admin commands for device parts and for legacy registers, and of the
 * records of the vfio-virtio migration stream. All integers are little-endian and nothing is padded implicitly.
 *
 * <p>One class a structure, or a family of commands: offsets as constants, a static {@code encode} that writes at an index of
 * the caller's array and returns the bytes written, and getters. u8 and u16 are {@code int}, u32 is {@code long}, u64 is the bits of
 * a {@code long}. Nothing is allocated unless {@link dev.vmig.codec.CodecException} is thrown.
 *
 * <table>
 * <caption>Record header, {@link dev.vmig.codec.RecordHeader} (Linux, drivers/vfio/pci/virtio)</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>8<td>record_size<td>bytes of the payload, unsigned; bound it before allocating
 * <tr><td>8<td>4<td>flags<td>bit 0: optional
 * <tr><td>12<td>4<td>tag<td>0: device data, one image; {@link dev.vmig.codec.SourceDescription} is ours, and optional,
 *     {@link dev.vmig.codec.PartialImage} is ours, and mandatory
 * </table>
 *
 * <table>
 * <caption>Device-readable part, {@link dev.vmig.codec.CommandHeader} (Virtio 1.4, 2.12.1)</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>2<td>opcode<td>{@link dev.vmig.codec.Opcode}
 * <tr><td>2<td>2<td>group_type<td>{@link dev.vmig.codec.GroupType}
 * <tr><td>4<td>12<td>reserved1<td>driver zero, device ignores
 * <tr><td>16<td>8<td>group_member_id<td>zero where no member is addressed
 * <tr><td>24<td>…<td>command_specific_data<td>below; missing bytes are zero, surplus ones ignored
 * </table>
 *
 * <table>
 * <caption>Device-writable part, {@link dev.vmig.codec.StatusHeader} (Virtio 1.4, 2.12.1)</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>2<td>status<td>{@link dev.vmig.codec.AdminStatus}
 * <tr><td>2<td>2<td>status_qualifier<td>{@link dev.vmig.codec.StatusQualifier}, zero with status OK
 * <tr><td>4<td>4<td>reserved2<td>device zero, driver ignores
 * <tr><td>8<td>…<td>command_specific_result<td>below; ends at the used length, zero behind it
 * </table>
 *
 * <table>
 * <caption>Command-specific data and result; object = {@link dev.vmig.codec.ResourceObj}: type le16 at 0, id le32 at 4
 * (Virtio 1.4, 2.12.1.1 to 2.12.1.4)</caption>
 * <tr><th>opcode<th>command<th>data<th>result
 * <tr><td>0x00<td>LIST_QUERY<td>-<td>opcode bits le64[]
 * <tr><td>0x01<td>LIST_USE<td>opcode bits le64[]<td>-
 * <tr><td>0x02<td>LEGACY_COMMON_CFG_WRITE<td>0 offset u8, 1 zero, 8 register bytes<td>-
 * <tr><td>0x03<td>LEGACY_COMMON_CFG_READ<td>0 offset u8<td>0 register bytes
 * <tr><td>0x04<td>LEGACY_DEV_CFG_WRITE<td>0 offset u8, 1 zero, 8 register bytes<td>-
 * <tr><td>0x05<td>LEGACY_DEV_CFG_READ<td>0 offset u8<td>0 register bytes
 * <tr><td>0x06<td>LEGACY_NOTIFY_INFO<td>-<td>4 entries: 0 flags u8, 1 bar u8, 2 zero, 8 offset le64
 * <tr><td>0x07<td>CAP_ID_LIST_QUERY<td>-<td>capability bits le64[]
 * <tr><td>0x08<td>DEVICE_CAP_GET<td>0 id le16<td>0 get limit u8, 1 set limit u8, or another capability
 * <tr><td>0x09<td>DRIVER_CAP_SET<td>0 id le16, 8 get limit u8, 9 set limit u8, or another capability<td>-
 * <tr><td>0x0a<td>RESOURCE_OBJ_CREATE<td>0 object, 8 flags le64, 16 kind u8, 17 zero<td>-
 * <tr><td>0x0b<td>RESOURCE_OBJ_QUERY<td>0 object, 8 flags le64<td>0 kind u8, 1 zero
 * <tr><td>0x0c<td>RESOURCE_OBJ_MODIFY<td>0 object, 8 flags le64, 16 kind u8, 17 zero<td>-
 * <tr><td>0x0d<td>RESOURCE_OBJ_DESTROY<td>0 object<td>-
 * <tr><td>0x0e<td>DEV_PARTS_METADATA_GET<td>0 object, 8 type u8, 9 zero<td>0 size or count le32, 8 part headers
 * <tr><td>0x0f<td>DEV_PARTS_GET<td>0 object, 8 type u8, 9 zero, 16 part headers<td>0 parts
 * <tr><td>0x10<td>DEV_PARTS_SET<td>0 object, 8 parts<td>-
 * <tr><td>0x11<td>DEV_MODE_SET<td>0 flags u8, bit 0: stop<td>-
 * </table>
 *
 * <table>
 * <caption>Device part header, {@link dev.vmig.codec.PartHeader} (Virtio 1.4, 2.14)</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>2<td>part_type<td>{@link dev.vmig.codec.PartType}
 * <tr><td>2<td>1<td>flags<td>bit 0: optional
 * <tr><td>3<td>1<td>reserved<td>zero
 * <tr><td>4<td>8<td>selector<td>{@link dev.vmig.codec.PartSelector}: zero, le32 offset, le16 queue index, or raw
 * <tr><td>12<td>4<td>length<td>bytes of the value that follows, at most what remains
 * </table>
 *
 * <table>
 * <caption>Part values of fixed layout (Virtio 1.4, 2.14.1)</caption>
 * <tr><th>structure<th>fields
 * <tr><td>{@link dev.vmig.codec.VqCfg}, 32 bytes<td>0 queue_size le16, 2 vector le16, 4 enabled le16, 6 zero,
 *     8 queue_desc le64, 16 queue_driver le64, 24 queue_device le64
 * <tr><td>{@link dev.vmig.codec.VqNotifyData}, 8 bytes<td>0 queue_notify_off le16, 2 queue_notif_config_data le16,
 *     4 zero
 * </table>
 *
 * <table>
 * <caption>Part values of variable layout (Virtio 1.4, 2.14.1 and 5.1.8.1)</caption>
 * <tr><th>structure<th>fields
 * <tr><td>{@link dev.vmig.codec.BitWords}, 8k bytes<td>le64[], bit n mod 64 of word n div 64
 * <tr><td>{@link dev.vmig.codec.NetMacTable}<td>twice: 0 entries le32, 4 addresses of 6 bytes
 * <tr><td>{@link dev.vmig.codec.NetVlanTable}, 512 bytes<td>bitmap of 4096 ids
 * <tr><td>{@link dev.vmig.codec.NetRssConfig}<td>0 hash_types le32, 4 indirection_table_mask le16, 6 unclassified_queue le16,
 *     8 n entries le16, 8+2n max_tx_vq le16, 10+2n hash_key_length u8, 11+2n key
 * <tr><td>{@link dev.vmig.codec.NetHashConfig}<td>0 hash_types le32, 4 zero, 12 hash_key_length u8, 13 key
 * </table>
 *
 * <p>The getters read whatever is there. What a list of parts, a command, a result or a stream must keep to beyond its
 * framing is judged apart, by {@link dev.vmig.codec.PartRules}, {@link dev.vmig.codec.CommandRules},
 * {@link dev.vmig.codec.ResultRules} and {@link dev.vmig.codec.RecordCursor}. The resources in {@code vectors} are bytes
 * with their meaning, for any implementation.
 */
@NullMarked
package dev.vmig.codec;

import org.jspecify.annotations.NullMarked;
