package dev.vmig.perf.parts;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.vmig.perf.proto.PartMessage;
import dev.vmig.perf.proto.PartsMessage;
import java.io.UncheckedIOException;

/** One message with all parts; the values are the same, the bytes are not. */
final class ProtobufParts implements Parts {
    private PartImage image = PartImage.of(PartShape.SMALL);
    private byte[] in = new byte[0];
    private byte[] out = new byte[0];

    @Override
    public void load(PartImage image, byte[] bytes) {
        this.image = image;
        encode();
        in = out;
    }

    @Override
    public int validate() {
        try {
            int count = 0;
            for (PartMessage part : PartsMessage.parseFrom(in).getPartsList()) {
                if ((part.getFlags() & ~1) != 0) {
                    throw Parts.refused();
                }
                count++;
            }
            return count;
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long read() {
        try {
            long sum = 0;
            for (PartMessage part : PartsMessage.parseFrom(in).getPartsList()) {
                if ((part.getFlags() & ~1) != 0) {
                    throw Parts.refused();
                }
                sum += part.getType() + part.getSelector() + part.getValue().size();
            }
            return sum;
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void encode() {
        PartsMessage.Builder parts = PartsMessage.newBuilder();
        for (int i = 0; i < image.count(); i++) {
            parts.addParts(PartMessage.newBuilder()
                    .setType(image.types()[i])
                    .setFlags(image.flags()[i])
                    .setSelector(image.selectors()[i])
                    .setValue(ByteString.copyFrom(image.values(), image.starts()[i], image.lengths()[i])));
        }
        out = parts.build().toByteArray();
    }

    @Override
    public byte[] written() {
        return out;
    }
}
