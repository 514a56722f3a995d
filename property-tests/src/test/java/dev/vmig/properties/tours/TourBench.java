package dev.vmig.properties.tours;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.trace.TraceEvent;
import java.util.function.Consumer;

/** A driver that a tour is replayed on, and how it is brought to go wrong. */
interface TourBench {
    /** The driver, whose calls are told to {@code sink}; it has just been opened. */
    VfioDevice open(Consumer<TraceEvent> sink);

    /** The next call is a request that is to come out as the edge has it. */
    void prepare(TourEdge edge);

    /** What a device of the same kind saves. */
    byte[] image();

    /** A record with nothing in it. */
    static byte[] header(long flags, int tag) {
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encode(header, 0, 0, flags, tag);
        return header;
    }

    /** A record that every driver skips. */
    default byte[] skipped() {
        return header(RecordHeader.FLAG_OPTIONAL, 99);
    }

    /** A record that no driver takes. */
    default byte[] refused() {
        return header(0, 77);
    }
}
