package dev.vmig.vmm.downtime;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.StatusHeader;
import dev.vmig.vmm.HostObserver;
import java.util.Arrays;
import org.apache.commons.lang3.ArrayUtils;

/** Keeps the last two images that a source gave. */
final class ImageWatch implements HostObserver {
    private byte[] before = ArrayUtils.EMPTY_BYTE_ARRAY;
    private byte[] last = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int beforeEnd;
    private int lastEnd;
    private int images;

    @Override
    public void completed(byte[] command, AdminCompletion completion) {
        CommandView view = new CommandView().wrap(command, 0, command.length);
        if (Opcode.of(view.opcode()) == Opcode.DEV_PARTS_GET) {
            before = last;
            beforeEnd = lastEnd;
            last = completion.writable();
            lastEnd = (int) completion.usedLength();
            images++;
        }
    }

    int images() {
        return images;
    }

    /** Bytes of the last image. */
    int lastBytes() {
        return lastEnd - StatusHeader.LENGTH;
    }

    /** How many of the parts of the last image differ from the one before; all, if there was none. */
    double changedShare() {
        if (images < 2) {
            return 1;
        }
        PartCursor old = new PartCursor().wrap(before, StatusHeader.LENGTH, beforeEnd);
        PartCursor now = new PartCursor().wrap(last, StatusHeader.LENGTH, lastEnd);
        int parts = 0;
        int changed = 0;
        while (now.next()) {
            parts++;
            boolean same = old.next()
                    && Arrays.equals(old.bytes(), old.offset(), old.end(), now.bytes(), now.offset(), now.end());
            changed += same ? 0 : 1;
        }
        return (double) changed / parts;
    }
}
