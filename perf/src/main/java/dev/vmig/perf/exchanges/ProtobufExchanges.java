package dev.vmig.perf.exchanges;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.ResultView;
import dev.vmig.perf.proto.MetadataGetMessage;
import dev.vmig.perf.proto.MetadataResultMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Messages behind their lengths; the values are the same, the bytes are not. */
final class ProtobufExchanges implements Exchanges {
    private final byte[] out = new byte[COUNT * 2 * COMMAND];
    private byte[] in = new byte[0];
    private int written;

    @Override
    public void load(byte[] results) {
        ResultView result = new ResultView();
        CodedOutputStream stream = CodedOutputStream.newInstance(out);
        try {
            for (int at = 0; at < results.length; at += RESULT) {
                result.wrap(results, at, at + RESULT, RESULT);
                stream.writeMessageNoTag(MetadataResultMessage.newBuilder()
                        .setStatus(result.status())
                        .setQualifier(result.qualifier())
                        .setSize((int) DevPartsMetadataGet.size(result))
                        .build());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = Arrays.copyOf(out, stream.getTotalBytesWritten());
    }

    @Override
    public long exchange(long firstMember) {
        CodedOutputStream commands = CodedOutputStream.newInstance(out);
        CodedInputStream results = CodedInputStream.newInstance(in);
        long sum = 0;
        try {
            for (int i = 0; i < COUNT; i++) {
                commands.writeMessageNoTag(MetadataGetMessage.newBuilder()
                        .setOpcode(OPCODE)
                        .setGroupType(GROUP)
                        .setMemberId(firstMember + i)
                        .setObjectId(OBJECT)
                        .build());
                int limit = results.pushLimit(results.readRawVarint32());
                MetadataResultMessage result = MetadataResultMessage.parseFrom(results);
                results.popLimit(limit);
                if (result.getStatus() != 0) {
                    throw Exchanges.refused();
                }
                sum += Integer.toUnsignedLong(result.getSize());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written = commands.getTotalBytesWritten();
        return sum;
    }

    @Override
    public byte[] written() {
        return Arrays.copyOf(out, written);
    }
}
