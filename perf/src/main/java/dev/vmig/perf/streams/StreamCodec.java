package dev.vmig.perf.streams;

/** The rivals. */
public enum StreamCodec {
    VMIG,
    BYTE_BUFFER,
    SBE,
    NETTY,
    PROTOBUF,
    DATA_STREAM;

    Streams create() {
        return switch (this) {
            case VMIG -> new VmigStreams();
            case BYTE_BUFFER -> new ByteBufferStreams();
            case SBE -> new SbeStreams();
            case NETTY -> new NettyStreams();
            case PROTOBUF -> new ProtobufStreams();
            case DATA_STREAM -> new DataStreamStreams();
        };
    }
}
