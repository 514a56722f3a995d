package dev.vmig.perf.exchanges;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;

final class AgronaExchanges implements Exchanges {
    private final byte[] bytes = new byte[COUNT * COMMAND];
    private final UnsafeBuffer out = new UnsafeBuffer(bytes);
    private final UnsafeBuffer in = new UnsafeBuffer(bytes);

    @Override
    public void load(byte[] results) {
        in.wrap(results);
    }

    @Override
    public long exchange(long firstMember) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            int at = i * COMMAND;
            out.putShort(at, (short) OPCODE, LITTLE_ENDIAN);
            out.putShort(at + 2, (short) GROUP, LITTLE_ENDIAN);
            out.putInt(at + 4, 0, LITTLE_ENDIAN);
            out.putLong(at + 8, 0, LITTLE_ENDIAN);
            out.putLong(at + 16, firstMember + i, LITTLE_ENDIAN);
            out.putInt(at + 24, 0, LITTLE_ENDIAN);
            out.putInt(at + 28, OBJECT, LITTLE_ENDIAN);
            out.putLong(at + 32, 0, LITTLE_ENDIAN);
            if (in.getShort(i * RESULT, LITTLE_ENDIAN) != 0) {
                throw Exchanges.refused();
            }
            sum += Integer.toUnsignedLong(in.getInt(i * RESULT + 8, LITTLE_ENDIAN));
        }
        return sum;
    }

    @Override
    public byte[] written() {
        return bytes;
    }
}
