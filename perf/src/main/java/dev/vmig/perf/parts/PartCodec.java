package dev.vmig.perf.parts;

/** The rivals. */
public enum PartCodec {
    VMIG,
    BYTE_BUFFER,
    AGRONA,
    SBE,
    NETTY,
    PROTOBUF,
    DATA_STREAM;

    Parts create() {
        return switch (this) {
            case VMIG -> new VmigParts();
            case BYTE_BUFFER -> new ByteBufferParts();
            case AGRONA -> new AgronaParts();
            case SBE -> new SbeParts();
            case NETTY -> new NettyParts();
            case PROTOBUF -> new ProtobufParts();
            case DATA_STREAM -> new DataStreamParts();
        };
    }
}
