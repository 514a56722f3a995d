package dev.vmig.perf.exchanges;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JDK's data streams, which are big-endian, and a record for each structure. */
final class DataStreamExchanges implements Exchanges {
    private record Command(int opcode, int group, long member, int object) {
        void write(DataOutputStream out) throws IOException {
            out.writeShort(Short.reverseBytes((short) opcode));
            out.writeShort(Short.reverseBytes((short) group));
            out.writeInt(0);
            out.writeLong(0);
            out.writeLong(Long.reverseBytes(member));
            out.writeInt(0);
            out.writeInt(Integer.reverseBytes(object));
            out.writeLong(0);
        }
    }

    private record Result(int status, int qualifier, long size) {
        static Result read(DataInputStream in) throws IOException {
            int status = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            int qualifier = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            in.readInt();
            long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            in.readInt();
            return new Result(status, qualifier, size);
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(COUNT * COMMAND);
    private byte[] in = new byte[COUNT * RESULT];

    @Override
    public void load(byte[] results) {
        in = results;
    }

    @Override
    public long exchange(long firstMember) {
        out.reset();
        DataOutputStream commands = new DataOutputStream(out);
        DataInputStream results = new DataInputStream(new ByteArrayInputStream(in));
        long sum = 0;
        try {
            for (int i = 0; i < COUNT; i++) {
                new Command(OPCODE, GROUP, firstMember + i, OBJECT).write(commands);
                Result result = Result.read(results);
                if (result.status != 0) {
                    throw Exchanges.refused();
                }
                sum += result.size;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    @Override
    public byte[] written() {
        return out.toByteArray();
    }
}
