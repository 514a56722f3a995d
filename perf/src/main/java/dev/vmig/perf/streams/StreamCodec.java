package dev.vmig.perf.streams;

import java.util.function.Supplier;

/** The rivals. */
public enum StreamCodec {
    VMIG(VmigStreams::new),
    BYTE_BUFFER(ByteBufferStreams::new),
    SBE(SbeStreams::new),
    NETTY(NettyStreams::new),
    PROTOBUF(ProtobufStreams::new),
    DATA_STREAM(DataStreamStreams::new);

    private final Supplier<Streams> supplier;

    StreamCodec(Supplier<Streams> supplier) {
        this.supplier = supplier;
    }

    Streams create() {
        return supplier.get();
    }
}
