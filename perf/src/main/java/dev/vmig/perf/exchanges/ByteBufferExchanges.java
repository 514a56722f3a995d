package dev.vmig.perf.exchanges;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

final class ByteBufferExchanges implements Exchanges {
    private final ByteBuffer out = ByteBuffer.allocate(COUNT * COMMAND).order(ByteOrder.LITTLE_ENDIAN);
    private ByteBuffer in = out;

    @Override
    public void load(byte[] results) {
        in = ByteBuffer.wrap(results).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long exchange(long firstMember) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            int at = i * COMMAND;
            out.putShort(at, (short) OPCODE);
            out.putShort(at + 2, (short) GROUP);
            out.putInt(at + 4, 0);
            out.putLong(at + 8, 0);
            out.putLong(at + 16, firstMember + i);
            out.putInt(at + 24, 0);
            out.putInt(at + 28, OBJECT);
            out.putLong(at + 32, 0);
            if (in.getShort(i * RESULT) != 0) {
                throw Exchanges.refused();
            }
            sum += Integer.toUnsignedLong(in.getInt(i * RESULT + 8));
        }
        return sum;
    }

    @Override
    public byte[] written() {
        return out.array();
    }
}
