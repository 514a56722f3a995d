package dev.vmig.perf.parts;

import java.util.function.Supplier;

/** The rivals. */
public enum PartCodec {
    VMIG(VmigParts::new),
    BYTE_BUFFER(ByteBufferParts::new),
    AGRONA(AgronaParts::new),
    SBE(SbeParts::new),
    NETTY(NettyParts::new),
    PROTOBUF(ProtobufParts::new),
    DATA_STREAM(DataStreamParts::new);

    private final Supplier<Parts> supplier;

    PartCodec(Supplier<Parts> supplier) {
        this.supplier = supplier;
    }

    Parts create() {
        return supplier.get();
    }
}
