package dev.vmig.perf.exchanges;

import dev.vmig.perf.sbe.MetadataGetEncoder;
import dev.vmig.perf.sbe.MetadataResultDecoder;
import org.agrona.concurrent.UnsafeBuffer;

final class SbeExchanges implements Exchanges {
    private final byte[] bytes = new byte[COUNT * COMMAND];
    private final UnsafeBuffer out = new UnsafeBuffer(bytes);
    private final UnsafeBuffer in = new UnsafeBuffer(bytes);
    private final MetadataGetEncoder command = new MetadataGetEncoder();
    private final MetadataResultDecoder result = new MetadataResultDecoder();

    @Override
    public void load(byte[] results) {
        in.wrap(results);
    }

    @Override
    public long exchange(long firstMember) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            command.wrap(out, i * COMMAND)
                    .opcode(OPCODE)
                    .groupType(GROUP)
                    .reserved1(0)
                    .reserved2(0)
                    .memberId(firstMember + i)
                    .objectType(0)
                    .reserved3(0)
                    .objectId(OBJECT)
                    .metadataType(0);
            result.wrap(in, i * RESULT, RESULT, 0);
            if (result.status() != 0) {
                throw Exchanges.refused();
            }
            sum += result.size();
        }
        return sum;
    }

    @Override
    public byte[] written() {
        return bytes;
    }
}
