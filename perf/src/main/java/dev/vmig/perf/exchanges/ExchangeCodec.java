package dev.vmig.perf.exchanges;

import java.util.function.Supplier;

/** The rivals. */
public enum ExchangeCodec {
    VMIG(VmigExchanges::new),
    BYTE_BUFFER(ByteBufferExchanges::new),
    AGRONA(AgronaExchanges::new),
    SBE(SbeExchanges::new),
    NETTY(NettyExchanges::new),
    PROTOBUF(ProtobufExchanges::new),
    DATA_STREAM(DataStreamExchanges::new);

    private final Supplier<Exchanges> supplier;

    ExchangeCodec(Supplier<Exchanges> supplier) {
        this.supplier = supplier;
    }

    Exchanges create() {
        return supplier.get();
    }
}
