package dev.vmig.conformance.vfiouser;

import dev.vmig.fsm.Errno;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The DMA maps of a client. They come without a file, and the served devices do no DMA: the maps only serve to answer
 * later commands as the protocol requires.
 */
final class DmaMaps {
    private static final int MAP = 32;
    private static final int UNMAP = 24;
    private static final int READ_WRITE = 3;
    private static final int ALL = 2;
    private static final int MOST = 65_535;

    private final TreeMap<Long, Long> sizes = new TreeMap<>(Long::compareUnsigned);

    byte[] map(Frame frame) throws Refusal {
        ByteBuffer in = frame.in();
        Refusal.unless(frame.payload().length == MAP);
        int argsz = in.getInt();
        int flags = in.getInt();
        in.getLong();
        long address = in.getLong();
        long size = in.getLong();
        boolean wraps = size == 0 || Long.compareUnsigned(address + (size - 1), address) < 0;
        Refusal.unless(argsz >= MAP && (flags & ~READ_WRITE) == 0 && !wraps);
        if (sizes.size() >= MOST) {
            throw new Refusal(Errno.ENOSPC);
        }
        Map.Entry<Long, Long> below = sizes.floorEntry(address + (size - 1));
        if (below != null && Long.compareUnsigned(below.getKey() + (below.getValue() - 1), address) >= 0) {
            throw new Refusal(Errno.EEXIST);
        }
        sizes.put(address, size);
        return new byte[0];
    }

    byte[] unmap(Frame frame) throws Refusal {
        ByteBuffer in = frame.in();
        Refusal.unless(frame.payload().length == UNMAP);
        int argsz = in.getInt();
        int flags = in.getInt();
        long address = in.getLong();
        long size = in.getLong();
        Refusal.unless(argsz >= UNMAP && (flags == 0 || flags == ALL));
        if (flags == ALL) {
            Refusal.unless(address == 0 && size == 0);
            sizes.clear();
        } else if (!sizes.remove(address, size)) {
            throw new Refusal(Errno.ENOENT);
        }
        return frame.payload();
    }
}
