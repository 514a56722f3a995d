package dev.vmig.perf.headers;

/** The rivals. */
public enum HeaderCodec {
    VMIG,
    BYTE_BUFFER,
    AGRONA,
    SBE,
    NETTY,
    PROTOBUF,
    DATA_STREAM;

    Headers create() {
        return switch (this) {
            case VMIG -> new VmigHeaders();
            case BYTE_BUFFER -> new ByteBufferHeaders();
            case AGRONA -> new AgronaHeaders();
            case SBE -> new SbeHeaders();
            case NETTY -> new NettyHeaders();
            case PROTOBUF -> new ProtobufHeaders();
            case DATA_STREAM -> new DataStreamHeaders();
        };
    }
}
