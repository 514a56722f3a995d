package dev.vmig.properties.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.CodecException;
import dev.vmig.device.FaultyBehaviour;
import dev.vmig.device.LatencyModel;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VfObserver;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A device that streams are loaded into, one after the other, and what each of them must do to it. */
final class StreamBench {
    private static final int HEADER = 16;
    private static final int MAXIMUM_IMAGE = 1 << 16;
    private static final Pattern PLACE = Pattern.compile("record at byte \\d+ of the stream: \\w+");

    private final VirtualTime time = new VirtualTime();
    private final Host host;
    private final byte[] initially;
    private int images;
    private int accepted;
    private int refused;
    private int unfinished;

    StreamBench(int queuePairs, FaultyBehaviour... broken) {
        PfConfig config = PfConfig.of(1)
                .withQueuePairs(queuePairs)
                .withLatency(LatencyModel.NONE)
                .withBroken(broken);
        DriverOptions options = DriverOptions.DEFAULT.withMaximumImageBytes(MAXIMUM_IMAGE);
        this.host = new Host(config, DriverProfile.CONTRACT, options, time, HostObserver.NONE);
        this.initially = vf().snapshot();
        vf().observe(new VfObserver() {
            @Override
            public void partsSet(int vf) {
                images++;
            }
        });
    }

    /** Streams that were taken whole. */
    int accepted() {
        return accepted;
    }

    /** Streams of which a record was refused. */
    int refused() {
        return refused;
    }

    /** Streams that were taken but ended in the midst of a record, or without one. */
    int unfinished() {
        return unfinished;
    }

    /**
     * Loads a stream.
     *
     * @param chunk how many bytes are written at once
     * @return what was wrong about what driver and device did with it
     */
    Optional<String> load(byte[] stream, int chunk) {
        try {
            host.driver(0).reset();
            images = 0;
            DataFile file = host.driver(0).setState(MigrationState.RESUMING).orElseThrow();
            Optional<ErrnoException> refusal = write(file, stream, chunk);
            Optional<ErrnoException> end = stop();
            return refusal.isPresent() ? judgeRefusal(stream, refusal.get(), end) : judgeTaken(stream, end);
        } catch (ErrnoException | RuntimeException thrown) {
            return Optional.of("threw " + thrown);
        }
    }

    private static Optional<ErrnoException> write(DataFile file, byte[] stream, int chunk) {
        try {
            for (int at = 0; at < stream.length; ) {
                int taken = file.write(stream, at, Math.min(chunk, stream.length - at));
                if (taken < 1) {
                    throw new IllegalStateException("write took " + taken + " bytes at " + at);
                }
                at += taken;
            }
            return Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of(e);
        }
    }

    private Optional<ErrnoException> stop() {
        try {
            host.driver(0).setState(MigrationState.STOP);
            return Optional.empty();
        } catch (ErrnoException e) {
            return Optional.of(e);
        }
    }

    private Optional<String> judgeRefusal(byte[] stream, ErrnoException refusal, Optional<ErrnoException> end)
            throws ErrnoException {
        refused++;
        if (!PLACE.matcher(String.valueOf(refusal.getMessage())).find()) {
            return Optional.of("refused without saying where: " + refusal.getMessage());
        }
        if (end.isEmpty() || host.driver(0).state() != MigrationState.RESUMING) {
            return Optional.of("left RESUMING although a write had failed");
        }
        return compare(expectedAfter(stream, images));
    }

    private Optional<String> judgeTaken(byte[] stream, Optional<ErrnoException> end) {
        Walk walk = new Walk(stream);
        while (walk.next()) {
            // To the end of the last whole record.
        }
        if (walk.refused) {
            return Optional.of("took a mandatory record of an unknown kind");
        }
        if (walk.images != images) {
            return Optional.of("applied " + images + " of " + walk.images + " images");
        }
        boolean whole = walk.at == stream.length && images > 0;
        if (whole == end.isPresent()) {
            return Optional.of("a stream that is " + (whole ? "whole" : "not whole") + " ended with " + end);
        }
        if (whole) {
            accepted++;
        } else {
            unfinished++;
        }
        return compare(expectedAfter(stream, images));
    }

    private Optional<String> compare(Optional<byte[]> expected) {
        if (expected.isEmpty()) {
            return Optional.of("took an image that is none");
        }
        return Arrays.equals(expected.get(), vf().snapshot())
                ? Optional.empty()
                : Optional.of("holds something else than the " + images + " images that it took");
    }

    /** What the first so many images make of the device; nothing if one of them is not to be taken. */
    private Optional<byte[]> expectedAfter(byte[] stream, int count) {
        byte[] held = initially;
        Walk walk = new Walk(stream);
        while (walk.images < count && walk.next()) {
            if (walk.isImage) {
                try {
                    held = ExpectedParts.after(held, Arrays.copyOfRange(stream, walk.payload, walk.at));
                } catch (CodecException | IllegalArgumentException unsound) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(held);
    }

    private VirtualFunction vf() {
        return host.owner().vf(0);
    }

    /** The records of a stream: size, flags, tag, payload. */
    private static final class Walk {
        private final ByteBuffer stream;
        private int at;
        private int payload;
        private int images;
        private boolean isImage;
        private boolean refused;

        Walk(byte[] stream) {
            this.stream = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** Goes on behind the next whole record, if there is one. */
        boolean next() {
            if (stream.capacity() - at < HEADER) {
                return false;
            }
            long size = stream.getLong(at);
            isImage = stream.getInt(at + 12) == 0;
            refused |= !isImage && (stream.getInt(at + 8) & 1) == 0;
            if (refused || size < 0 || size > stream.capacity() - at - HEADER) {
                return false;
            }
            payload = at + HEADER;
            at = payload + (int) size;
            images += isImage ? 1 : 0;
            return true;
        }
    }
}
