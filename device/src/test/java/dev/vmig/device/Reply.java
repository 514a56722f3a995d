package dev.vmig.device;

import dev.vmig.codec.ResultView;
import java.util.Arrays;
import java.util.HexFormat;

/** What came back for one command. */
final class Reply implements AdminReply {
    private int calls;
    private boolean aborted;
    private long used = -1;
    private byte[] writable = new byte[0];

    @Override
    public void used(long usedLength, byte[] bytes) {
        calls++;
        used = usedLength;
        writable = bytes;
    }

    @Override
    public void aborted() {
        calls++;
        aborted = true;
    }

    int calls() {
        return calls;
    }

    boolean isAnswered() {
        return calls > 0;
    }

    boolean isAborted() {
        return aborted;
    }

    long used() {
        return used;
    }

    byte[] writable() {
        return writable;
    }

    ResultView view() {
        return new ResultView().wrap(writable, 0, writable.length, used);
    }

    /** The result behind the status header, as far as it was used. */
    byte[] result() {
        return used <= 8 ? new byte[0] : Arrays.copyOfRange(writable, 8, (int) used);
    }

    /** Status and qualifier as "22/3". */
    String status() {
        if (aborted) {
            return "aborted";
        }
        return calls == 0 ? "pending" : view().status() + "/" + view().qualifier();
    }

    /** Everything that the driver sees. */
    String seen() {
        return aborted ? "aborted" : used + ":" + HexFormat.of().formatHex(writable);
    }
}
