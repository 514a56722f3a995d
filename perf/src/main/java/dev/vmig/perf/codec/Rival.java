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
            case VMIG -> new VmigCodec.Headers();
            case BYTE_BUFFER -> new Indexed.Headers(IndexedBuffer.Heap::of);
            case AGRONA -> new Indexed.Headers(IndexedBuffer.Agrona::of);
            case SBE -> new Sbe.Headers();
            case NETTY -> new Indexed.Headers(IndexedBuffer.Netty::of);
            case PROTOBUF -> new Protobuf.Headers();
            case DATA_STREAM -> new DataStreams.Headers();
        };
    }

    ExchangeWork exchanges() {
        return switch (this) {
            case VMIG -> new VmigCodec.Commands();
            case BYTE_BUFFER -> new Indexed.Commands(IndexedBuffer.Heap::of);
            case AGRONA -> new Indexed.Commands(IndexedBuffer.Agrona::of);
            case SBE -> new Sbe.Commands();
            case NETTY -> new Indexed.Commands(IndexedBuffer.Netty::of);
            case PROTOBUF -> new Protobuf.Commands();
            case DATA_STREAM -> new DataStreams.Commands();
        };
    }

    PartWork parts() {
        return switch (this) {
            case VMIG -> new VmigCodec.Parts();
            case BYTE_BUFFER -> new Indexed.Parts(IndexedBuffer.Heap::of);
            case AGRONA -> new Indexed.Parts(IndexedBuffer.Agrona::of);
            case SBE -> new Sbe.Parts();
            case NETTY -> new Indexed.Parts(IndexedBuffer.Netty::of);
            case PROTOBUF -> new Protobuf.Parts();
            case DATA_STREAM -> new DataStreams.Parts();
        };
    }

    /** SBE's streams are Agrona's buffer with SBE's headers, so that there is no form for Agrona alone. */
    StreamWork streams() {
        return switch (this) {
            case VMIG -> new VmigCodec.Stream();
            case BYTE_BUFFER -> new Indexed.Stream(IndexedBuffer.Heap::of);
            case AGRONA, SBE -> new Sbe.Stream();
            case NETTY -> new Indexed.Stream(IndexedBuffer.Netty::of);
            case PROTOBUF -> new Protobuf.Stream();
            case DATA_STREAM -> new DataStreams.Stream();
        };
    }
}
