package dev.vmig.admin;

import dev.vmig.codec.PartialImage;
import dev.vmig.codec.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the images that a device gives, one after the other: whole ones, or, if that is switched on, what
 * differs from the image before.
 *
 * <p>The destination has the image before, since records arrive in order. A partial image contains the number of images
 * before it all the same, so that a stream with a missing record is refused.
 */
final class ImageRecords {
    private final boolean partial;
    /** How many images have become records. */
    private long images;
    /** The last of them, if it is still needed; its bytes belong to the stream too, and are not changed. */
    private @Nullable ByteBuffer last;

    ImageRecords(boolean partial) {
        this.partial = partial;
    }

    /** The record before the first image, which a destination without partial images refuses at once. */
    Optional<ByteBuffer> announcement() {
        return partial ? Optional.of(beginning(0)) : Optional.empty();
    }

    /** The record of the next image: a header, and the bytes behind it. */
    List<ByteBuffer> record(ByteBuffer image) {
        List<ByteBuffer> record = last == null
                ? whole(image)
                : ImageDifference.between(last, image)
                        .map(parts -> differing(parts, image))
                        .orElseGet(() -> whole(image));
        images++;
        if (partial) {
            last = image.duplicate();
        }
        return record;
    }

    /** Forgets the last image: no partial image follows. */
    void forget() {
        last = null;
    }

    private List<ByteBuffer> differing(List<ByteBuffer> parts, ByteBuffer image) {
        long bytes = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        if (PartialImage.LENGTH + bytes >= image.remaining()) {
            return whole(image);
        }
        List<ByteBuffer> record = new ArrayList<>(1 + parts.size());
        record.add(beginning(bytes));
        record.addAll(parts);
        return record;
    }

    private ByteBuffer beginning(long bytes) {
        byte[] beginning = new byte[RecordHeader.LENGTH + PartialImage.LENGTH];
        PartialImage.encodeBeginning(beginning, 0, images, bytes);
        return ByteBuffer.wrap(beginning);
    }

    private static List<ByteBuffer> whole(ByteBuffer image) {
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encodeDeviceData(header, 0, image.remaining());
        return List.of(ByteBuffer.wrap(header), image);
    }
}
