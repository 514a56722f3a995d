package dev.vmig.perf.codec;

/** The codec, and the libraries that do the same work. */
public enum Rival {
    VMIG,
    BYTE_BUFFER,
    AGRONA,
    SBE,
    NETTY,
    PROTOBUF,
    DATA_STREAM;

    // Switches rather than references to constructors: a JVM that measures one rival loads no class of another.

    HeaderWork headers() {
        return switch (this) {
            case VMIG -> new Vmig.Headers();
            case BYTE_BUFFER -> new Indexed.Headers(Bytes.Heap::of);
            case AGRONA -> new Indexed.Headers(Bytes.Agrona::of);
            case SBE -> new Sbe.Headers();
            case NETTY -> new Indexed.Headers(Bytes.Netty::of);
            case PROTOBUF -> new Protobuf.Headers();
            case DATA_STREAM -> new DataStreams.Headers();
        };
    }

    ExchangeWork exchanges() {
        return switch (this) {
            case VMIG -> new Vmig.Commands();
            case BYTE_BUFFER -> new Indexed.Commands(Bytes.Heap::of);
            case AGRONA -> new Indexed.Commands(Bytes.Agrona::of);
            case SBE -> new Sbe.Commands();
            case NETTY -> new Indexed.Commands(Bytes.Netty::of);
            case PROTOBUF -> new Protobuf.Commands();
            case DATA_STREAM -> new DataStreams.Commands();
        };
    }

    PartWork parts() {
        return switch (this) {
            case VMIG -> new Vmig.Parts();
            case BYTE_BUFFER -> new Indexed.Parts(Bytes.Heap::of);
            case AGRONA -> new Indexed.Parts(Bytes.Agrona::of);
            case SBE -> new Sbe.Parts();
            case NETTY -> new Indexed.Parts(Bytes.Netty::of);
            case PROTOBUF -> new Protobuf.Parts();
            case DATA_STREAM -> new DataStreams.Parts();
        };
    }

    /** SBE's streams are Agrona's buffer with SBE's headers, so that there is no form for Agrona alone. */
    StreamWork streams() {
        return switch (this) {
            case VMIG -> new Vmig.Stream();
            case BYTE_BUFFER -> new Indexed.Stream(Bytes.Heap::of);
            case AGRONA, SBE -> new Sbe.Stream();
            case NETTY -> new Indexed.Stream(Bytes.Netty::of);
            case PROTOBUF -> new Protobuf.Stream();
            case DATA_STREAM -> new DataStreams.Stream();
        };
    }
}
