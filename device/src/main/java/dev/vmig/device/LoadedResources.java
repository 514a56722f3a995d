package dev.vmig.device;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartType;
import java.util.HashSet;
import java.util.Set;

/** What a VF has allocated for the parts that it was given since its last reset. */
final class LoadedResources {
    private final Set<PartId> allocated = new HashSet<>();

    /**
     * How long it takes to load some parts, which are allocated from then on. Whether the device then refuses them makes no
     * difference.
     */
    long load(PartCursor parts, PartLatency latency) {
        if (latency.equals(PartLatency.NONE)) {
            return 0;
        }
        long nanos = 0;
        long bytes = 0;
        try {
            while (parts.next()) {
                bytes += PartHeader.LENGTH + parts.length();
                nanos += latency.loadNanos();
                long first = firstNanos(parts.type(), latency);
                if (first > 0 && allocated.add(new PartId(parts.type(), parts.selector()))) {
                    nanos += first;
                }
            }
        } catch (CodecException unsound) {
            return nanos;
        }
        return nanos + bytes * latency.loadPicosPerByte() / 1_000;
    }

    private static long firstNanos(int type, PartLatency latency) {
        if (type == PartType.VQ_CFG.number()) {
            return latency.queueFirstNanos();
        }
        return type == PrivateParts.TYPE ? latency.privateFirstNanos() : 0;
    }

    /** A reset gives everything back. */
    void clear() {
        allocated.clear();
    }
}
