package dev.vmig.samples.shapes;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import org.apache.commons.lang3.ArrayUtils;

/**
 * The images of a device that tracks changes; opaque to its driver.
 *
 * <pre>
 *   offset  size  image of the whole state     image of what has changed
 *        0     1  0                            1
 *        1        the state                    for each byte: offset (2, big endian), value (1)
 * </pre>
 */
final class Mlx5Images {
    private static final byte WHOLE = 0;
    private static final byte CHANGES = 1;
    private static final int CHANGE = 3;

    private final SmallDevice device;
    /** The state at the last save. */
    private byte[] saved = ArrayUtils.EMPTY_BYTE_ARRAY;

    Mlx5Images(SmallDevice device) {
        this.device = device;
    }

    byte[] whole() {
        saved = device.state();
        return ArrayUtils.addFirst(saved, WHOLE);
    }

    /** The number of bytes changed since the last image. */
    int changed() {
        byte[] now = device.state();
        int changed = 0;
        for (int i = 0; i < now.length; i++) {
            changed += now[i] == saved[i] ? 0 : 1;
        }
        return changed;
    }

    byte[] changes() {
        byte[] now = device.state();
        ByteBuffer image = ByteBuffer.allocate(1 + CHANGE * changed()).put(CHANGES);
        for (int i = 0; i < now.length; i++) {
            if (now[i] != saved[i]) {
                image.putShort((short) i).put(now[i]);
            }
        }
        saved = now;
        return image.array();
    }

    /** The size of an image of the whole state. */
    int wholeSize() {
        return 1 + device.state().length;
    }

    /** Loads an image completely, or refuses it with EINVAL; accepts changes only after a whole state. */
    void load(byte[] image, boolean onWhole) throws ErrnoException {
        device.command("load");
        byte[] state = device.state();
        ByteBuffer bytes = ByteBuffer.wrap(image);
        byte kind = bytes.hasRemaining() ? bytes.get() : -1;
        if (kind == WHOLE && bytes.remaining() == state.length) {
            bytes.get(state);
        } else if (kind == CHANGES && onWhole && bytes.remaining() % CHANGE == 0) {
            while (bytes.hasRemaining()) {
                int at = Short.toUnsignedInt(bytes.getShort());
                if (at >= state.length) {
                    throw new ErrnoException(
                            Errno.EINVAL, "offset %d (expected: below %d)".formatted(at, state.length));
                }
                state[at] = bytes.get();
            }
        } else {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "image of kind %d, %d bytes (expected: a whole state, or changes of one)"
                            .formatted(kind, image.length));
        }
        device.setState(state);
    }
}
