package dev.vmig.perf.exchanges;

import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.ResultView;

final class VmigExchanges implements Exchanges {
    private final ResultView result = new ResultView();
    private final byte[] out = new byte[COUNT * COMMAND];
    private byte[] in = new byte[COUNT * RESULT];

    @Override
    public void load(byte[] results) {
        in = results;
    }

    @Override
    public long exchange(long firstMember) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            DevPartsMetadataGet.encode(out, i * COMMAND, firstMember + i, OBJECT, MetadataType.SIZE);
            result.wrap(in, i * RESULT, (i + 1) * RESULT, RESULT);
            if (!result.isOk()) {
                throw Exchanges.refused();
            }
            sum += DevPartsMetadataGet.size(result);
        }
        return sum;
    }

    @Override
    public byte[] written() {
        return out;
    }
}
