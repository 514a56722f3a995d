package dev.vmig.device;

import dev.vmig.device.memory.GuestAddressSpace;
import java.util.function.BooleanSupplier;

/**
 * The device's view of guest memory: what is not there breaks the queue that has named it. A device that was reset meanwhile,
 * as by a write into its own registers, touches nothing any more.
 */
final class DmaTransaction {
    private final GuestAddressSpace space;
    private final BooleanSupplier alive;
    private final byte[] number = new byte[8];

    DmaTransaction(GuestAddressSpace space, BooleanSupplier alive) {
        this.space = space;
        this.alive = alive;
    }

    int u16(long address) throws RingException {
        return (int) number(address, 2);
    }

    long u32(long address) throws RingException {
        return number(address, 4);
    }

    long u64(long address) throws RingException {
        return number(address, 8);
    }

    private long number(long address, int length) throws RingException {
        read(address, number, 0, length);
        long value = 0;
        for (int at = length - 1; at >= 0; at--) {
            value = (value << 8) | (number[at] & 0xff);
        }
        return value;
    }

    void putU16(long address, int value) throws RingException {
        number[0] = (byte) value;
        number[1] = (byte) (value >>> 8);
        write(address, number, 0, 2);
    }

    void putU32(long address, long value) throws RingException {
        for (int at = 0; at < 4; at++) {
            number[at] = (byte) (value >>> (8 * at));
        }
        write(address, number, 0, 4);
    }

    void read(long address, byte[] into, int offset, int length) throws RingException {
        requireAlive();
        if (!space.dmaRead(address, into, offset, length)) {
            throw new RingException("read of %d bytes at 0x%x: nothing is there".formatted(length, address));
        }
    }

    void write(long address, byte[] from, int offset, int length) throws RingException {
        requireAlive();
        if (!space.dmaWrite(address, from, offset, length)) {
            throw new RingException("write of %d bytes at 0x%x: nothing is there".formatted(length, address));
        }
    }

    private void requireAlive() throws RingException {
        if (!alive.getAsBoolean()) {
            throw new RingException("the device was reset");
        }
    }
}
