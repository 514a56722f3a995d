package dev.vmig.codec;

import java.util.Objects;

/**
 * The device-writable part of an admin command as the driver sees it after completion: cut off at the used length that
 * the device reported, zero behind it. The result is read by the getters of the command's class, for example
 * {@code DevPartsMetadataGet.size(result)}. Reusable; not thread safe.
 *
 * <p>A used length below 4 leaves the status OK, as zero says; that is what the rules give and what Linux does. A driver
 * that wants to distrust it compares {@link #length()} with {@link StatusHeader#LENGTH}.
 */
public final class ResultView extends AdminView {
    private long usedLength;

    /** A view of nothing, all zero. */
    public ResultView() {
        super(StatusHeader.LENGTH);
    }

    /**
     * Looks at the first {@code usedLength} bytes of the buffer {@code bytes[from..to)}.
     *
     * @param usedLength what the device reported, u32; more than the buffer holds counts as the whole buffer
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public ResultView wrap(byte[] bytes, int from, int to, long usedLength) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.usedLength = Check.u32("used length", usedLength, from);
        view(bytes, from, (int) Math.min(to - from, usedLength));
        return this;
    }

    /** What the device reported; a faulty device may report more than the size of the buffer. */
    public long usedLength() {
        return usedLength;
    }

    /** The number of the status, for {@link AdminStatus#of}. */
    public int status() {
        return (int) number(StatusHeader.STATUS, 2);
    }

    /** The number of the qualifier, for {@link StatusQualifier#of}. */
    public int qualifier() {
        return (int) number(StatusHeader.STATUS_QUALIFIER, 2);
    }

    /** Whether the status is OK. */
    public boolean isOk() {
        return status() == AdminStatus.OK.number();
    }
}
