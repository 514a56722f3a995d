package dev.vmig.admin;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;

/** A part object of a member that exists in the device: what its parts are read or written through. */
record PartObject(AdminCommandClient client, ObjectIds ids, long memberId, int id) {
    /** DEV_PARTS_METADATA_GET: the most bytes that an image can have. */
    long size() throws ErrnoException {
        return client.partsSize(memberId, id);
    }

    /**
     * DEV_PARTS_GET: an image.
     *
     * @param size as the device announced it; ENOMEM, and no command, if that is more than {@code maximum}
     */
    ByteBuffer image(long size, int maximum) throws ErrnoException {
        if (size > maximum) {
            throw new ErrnoException(
                    Errno.ENOMEM,
                    "device parts: the device announces %d bytes (expected: at most %d)".formatted(size, maximum));
        }
        ByteBuffer image = client.getParts(memberId, id, (int) size);
        if (!image.hasRemaining()) {
            throw new ErrnoException(
                    Errno.EINVAL, "device parts: the device returned none of %d bytes".formatted(size));
        }
        return image;
    }

    /** DEV_PARTS_SET, see {@link AdminCommandClient#setPartsInPlace}. */
    void apply(byte[] buffer) throws ErrnoException {
        client.setPartsInPlace(memberId, id, buffer);
    }

    /** DEV_PARTS_SET of the parts in {@code bytes[from..to)}: some of those that the device has. */
    void applySome(byte[] bytes, int from, int to) throws ErrnoException {
        client.setParts(memberId, id, bytes, from, to);
    }

    /** RESOURCE_OBJ_DESTROY; it never fails for the caller, see {@link ObjectIds}. */
    void destroy() {
        ids.destroy(memberId, id);
    }
}
