package dev.vmig.admin;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** What a device has been given: the last value of each part. */
final class HeldParts {
    private final Map<PartId, String> values = new HashMap<>();

    /** Takes over some parts; the others keep their values. */
    void set(byte[] parts) {
        PartCursor cursor = new PartCursor().wrapPadded(parts, 0, parts.length);
        while (cursor.next()) {
            int at = cursor.valueOffset();
            values.put(
                    new PartId(cursor.type(), cursor.selector()),
                    HexFormat.of().formatHex(parts, at, at + cursor.length()));
        }
    }

    Map<PartId, String> values() {
        return values;
    }
}
