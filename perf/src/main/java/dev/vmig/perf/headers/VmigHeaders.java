package dev.vmig.perf.headers;

import dev.vmig.codec.RecordHeader;

final class VmigHeaders implements Headers {
    private final byte[] out = new byte[BYTES];
    private byte[] in = new byte[BYTES];

    @Override
    public void load(byte[] headers) {
        in = headers;
    }

    @Override
    public long decode() {
        RecordHeader header = new RecordHeader();
        long sum = 0;
        for (int at = 0; at < BYTES; at += RecordHeader.LENGTH) {
            header.wrap(in, at);
            if (header.tag() != RecordHeader.TAG_DEVICE_DATA && !header.isOptional()) {
                throw Headers.refused();
            }
            sum += header.sizeAtMost(MAXIMUM) + header.flags() + header.tag();
        }
        return sum;
    }

    @Override
    public void encode(long firstSize) {
        for (int i = 0; i < COUNT; i++) {
            RecordHeader.encodeDeviceData(out, i * RecordHeader.LENGTH, firstSize + i);
        }
    }

    @Override
    public byte[] written() {
        return out;
    }
}
