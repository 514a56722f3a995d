package dev.vmig.perf.exchanges;

/** The rivals. */
public enum ExchangeCodec {
    VMIG,
    BYTE_BUFFER,
    AGRONA,
    SBE,
    NETTY,
    PROTOBUF,
    DATA_STREAM;

    Exchanges create() {
        return switch (this) {
            case VMIG -> new VmigExchanges();
            case BYTE_BUFFER -> new ByteBufferExchanges();
            case AGRONA -> new AgronaExchanges();
            case SBE -> new SbeExchanges();
            case NETTY -> new NettyExchanges();
            case PROTOBUF -> new ProtobufExchanges();
            case DATA_STREAM -> new DataStreamExchanges();
        };
    }
}
