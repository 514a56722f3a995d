package dev.vmig.perf.headers;

import java.util.function.Supplier;

/** The rivals. */
public enum HeaderCodec {
    VMIG(VmigHeaders::new),
    BYTE_BUFFER(ByteBufferHeaders::new),
    AGRONA(AgronaHeaders::new),
    SBE(SbeHeaders::new),
    NETTY(NettyHeaders::new),
    PROTOBUF(ProtobufHeaders::new),
    DATA_STREAM(DataStreamHeaders::new);

    private final Supplier<Headers> supplier;

    HeaderCodec(Supplier<Headers> supplier) {
        this.supplier = supplier;
    }

    Headers create() {
        return supplier.get();
    }
}
