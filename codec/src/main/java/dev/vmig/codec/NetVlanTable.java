package dev.vmig.codec;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.apache.commons.lang3.Validate;

/**
 * The VLAN filter of a net device, the value of the part of {@link NetControl#VLAN_ADD}: 512 bytes in which bit
 * {@code id mod 8} of byte {@code id div 8} stands for VLAN {@code id}.
 *
 * <p>Decision S-2: Virtio 1.4, 5.1.8.1 asks for the whole table and defines no encoding; the command itself carries one
 * id. The bitmap has one length, as the length rule for parts wants.
 */
public final class NetVlanTable {
    /** Ids, 0 to 4095. */
    public static final int IDS = 4096;
    /** Bytes of the value. */
    public static final int LENGTH = IDS / Byte.SIZE;

    private NetVlanTable() {}

    /**
     * Writes the value.
     *
     * @return {@link #LENGTH}
     * @throws IllegalArgumentException if an id is above 4095
     */
    public static int encode(byte[] bytes, int at, BitSet ids) {
        Validate.isTrue(ids.length() <= IDS, "VLAN id %d: expected at most 4095", ids.length() - 1);
        Check.room("VLAN table", bytes, at, LENGTH);
        byte[] set = ids.toByteArray();
        System.arraycopy(set, 0, bytes, at, set.length);
        Arrays.fill(bytes, at + set.length, at + LENGTH, (byte) 0);
        return LENGTH;
    }

    /**
     * Whether a VLAN is in the table that starts at {@code at}.
     *
     * @throws IndexOutOfBoundsException if {@code id} is not 0 to 4095
     */
    public static boolean contains(byte[] bytes, int at, int id) {
        Objects.checkIndex(id, IDS);
        return ((LittleEndian.u8(bytes, at + id / Byte.SIZE) >>> (id % Byte.SIZE)) & 1) != 0;
    }
}
