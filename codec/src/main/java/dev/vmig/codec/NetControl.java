package dev.vmig.codec;

/**
 * Commands of a net device's control virtqueue whose data is state of the device, as the value of a part of type
 * {@link PartType#NET_CVQ_CFG} (Virtio 1.4, 5.1.8.1). The selector of the part is class, command and six zero bytes.
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>class, command<th>value
 * <tr><td>0, 0 to 5<td>u8, 0 or 1: whether the receive mode is on
 * <tr><td>1, 0<td>{@link NetMacTable}
 * <tr><td>1, 1<td>6 bytes, a MAC address
 * <tr><td>2, 0<td>{@link NetVlanTable}, all of it, whereas the command itself carries one id
 * <tr><td>3, 0<td>none
 * <tr><td>4, 0<td>le16 virtqueue_pairs, 1 to 32768
 * <tr><td>4, 1<td>{@link NetRssConfig}
 * <tr><td>4, 2<td>{@link NetHashConfig}
 * </table>
 *
 * <p>No part carries what VLAN_DEL, the offloads of class 5, the coalescing of class 6 and the RSS contexts of class 9
 * set.
 */
public enum NetControl {
    // spotless:off
    RX_PROMISC      (0, 0),
    RX_ALLMULTI     (0, 1),
    RX_ALLUNI       (0, 2),
    RX_NOMULTI      (0, 3),
    RX_NOUNI        (0, 4),
    RX_NOBCAST      (0, 5),
    MAC_TABLE_SET   (1, 0),
    MAC_ADDR_SET    (1, 1),
    VLAN_ADD        (2, 0),
    ANNOUNCE_ACK    (3, 0),
    MQ_VQ_PAIRS_SET (4, 0),
    MQ_RSS_CONFIG   (4, 1),
    MQ_HASH_CONFIG  (4, 2),
    /** Any other selector; it stays in the part. */
    UNKNOWN         (-1, -1);
    // spotless:on

    /** Largest virtqueue_pairs (VIRTIO_NET_CTRL_MQ_VQ_PAIRS_MAX). */
    public static final int MOST_QUEUE_PAIRS = 0x8000;

    private static final NetControl[] COMMANDS = values();

    private final int controlClass;
    private final int command;

    NetControl(int controlClass, int command) {
        this.controlClass = controlClass;
        this.command = command;
    }

    /** The command that the 8 bytes of a selector name; {@link #UNKNOWN} also if the six behind it are not zero. */
    public static NetControl of(long selector) {
        for (NetControl command : COMMANDS) {
            if (command != UNKNOWN && command.selector() == selector) {
                return command;
            }
        }
        return UNKNOWN;
    }

    /** The selector of its part; {@link #UNKNOWN}, which has none, is refused with a {@link CodecException}. */
    public long selector() {
        return PartSelector.netControl(controlClass, command);
    }

    /** The class on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int controlClass() {
        return controlClass;
    }

    /** The command on the wire; -1, which no encoder accepts, for {@link #UNKNOWN}. */
    public int command() {
        return command;
    }
}
