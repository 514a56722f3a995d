package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.VmmBench;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.LinkLostException;
import dev.vmig.vmm.Wire;
import java.util.Optional;

/** S-3: a stream that was cut off is taken for one that has ended. */
final class LinkLossEndsStream implements Wire {
    private final Wire wire;
    private boolean lost;

    private LinkLossEndsStream(Wire wire) {
        this.wire = wire;
    }

    static VmmBench on(VmmBench bench) {
        LinkLossEndsStream wire = new LinkLossEndsStream(bench.wire());
        return bench.withWire(wire).withSource(wire.new Source(bench.source()));
    }

    @Override
    public void carry(int bytes) {
        try {
            wire.carry(bytes);
        } catch (LinkLostException e) {
            lost = true;
        }
    }

    private final class Source extends ForwardingDevice {
        Source(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            return device.setState(requested).map(CutOff::new);
        }
    }

    private final class CutOff extends ForwardingFile {
        CutOff(DataFile file) {
            super(file);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            return lost ? 0 : file.read(buffer, offset, length);
        }
    }
}
