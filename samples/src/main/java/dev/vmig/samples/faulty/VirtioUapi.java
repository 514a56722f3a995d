package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.UapiCalls;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.fsm.uapi.DataFileCalls;
import dev.vmig.fsm.uapi.DeviceNode;
import dev.vmig.fsm.uapi.FileTable;
import dev.vmig.fsm.uapi.PrecopyInfoRule;
import dev.vmig.fsm.uapi.UserBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Two drivers behind the byte layer of the uAPI, as processes with a few files each. */
final class VirtioUapi implements UapiCalls {
    private static final int FILES = 16;

    private final Opened source;
    private final Opened target;

    private static final class Opened {
        private final FileTable files = new FileTable(FILES);
        private final DeviceNode node;
        private final DataFileCalls calls = new DataFileCalls(files);
        private final Deque<Integer> usedUp = new ArrayDeque<>();

        Opened(VfioDevice device) {
            node = new DeviceNode(() -> device, files, PrecopyInfoRule.CONTRACT);
            node.open();
        }

        void exhaust() {
            try {
                while (true) {
                    usedUp.add(files.reserve(false));
                }
            } catch (ErrnoException e) {
                if (e.errno() != Errno.EMFILE) {
                    throw new IllegalStateException(e);
                }
            }
        }

        void giveBack() {
            usedUp.forEach(files::giveBack);
            usedUp.clear();
        }
    }

    VirtioUapi(VfioDevice source, VfioDevice target) {
        this.source = new Opened(source);
        this.target = new Opened(target);
    }

    private Opened of(Side side) {
        return side.of(source, target);
    }

    @Override
    public int ioctl(Side side, int file, int request, byte[] memory, boolean storable) {
        UserBuffer buffer = memory(memory, storable);
        return file == DEVICE
                ? of(side).node.ioctl(request, buffer)
                : of(side).calls.ioctl(file, request, buffer);
    }

    @Override
    public int read(Side side, int file, byte[] buffer, boolean storable) {
        return of(side).calls.read(file, memory(buffer, storable), buffer.length);
    }

    @Override
    public int write(Side side, int file, byte[] bytes, int length) {
        return of(side).calls.write(file, UserBuffer.readOnly(bytes), length);
    }

    @Override
    public int close(Side side, int file) {
        return of(side).calls.close(file);
    }

    @Override
    public void exhaustFiles(Side side, boolean on) {
        if (on) {
            of(side).exhaust();
        } else {
            of(side).giveBack();
        }
    }

    private static UserBuffer memory(byte[] bytes, boolean storable) {
        return storable ? UserBuffer.of(bytes) : UserBuffer.readOnly(bytes);
    }
}
