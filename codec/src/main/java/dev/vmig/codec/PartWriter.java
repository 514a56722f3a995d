package dev.vmig.codec;

import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Appends device parts to a caller's array (Virtio 1.4, 2.14). Reusable; allocates nothing; not thread safe. A part that
 * does not fit, or a value that does not fit its field, is refused and changes nothing.
 *
 * <p>It writes parts in the order of its calls; {@link PartType} has the order that a list must have.
 */
public final class PartWriter {
    private byte[] bytes = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int from;
    private int to;
    private int next;

    /**
     * Starts at {@code from} and stays below {@code to}.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public PartWriter wrap(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        next = from;
        return this;
    }

    /** Bytes written since {@link #wrap}. */
    public int length() {
        return next - from;
    }

    /** Index behind the last byte written. */
    public int end() {
        return next;
    }

    /**
     * Appends a header and leaves the value to the caller, for values that are laid out in place.
     *
     * @param type the number, also such as {@link PartType} does not know
     * @param selector see {@link PartSelector}
     * @return the index at which the {@code length} bytes of the value belong
     */
    public int begin(int type, int flags, long selector, int length) {
        Check.u32("length", length, next + PartHeader.VALUE_LENGTH);
        return header(type, flags, selector, length);
    }

    /** As {@link #begin}, for a length that is known not to be negative. */
    private int header(int type, int flags, long selector, int length) {
        int header = next;
        if (length > to - header - PartHeader.LENGTH) {
            long size = (long) PartHeader.LENGTH + length;
            throw new CodecException(CodecException.Reason.TOO_SHORT, "part", size, header, to - header);
        }
        PartHeader.write(bytes, header, type, flags, selector, length);
        next = header + PartHeader.LENGTH + length;
        return header + PartHeader.LENGTH;
    }

    /** Appends a part whose value is {@code source[at..at + length)}. */
    public PartWriter append(int type, int flags, long selector, byte[] source, int at, int length) {
        Objects.checkFromIndexSize(at, length, source.length);
        int value = header(type, flags, selector, length);
        LittleEndian.copy(source, at, bytes, value, length);
        return this;
    }

    /** Appends DEV_FEATURES, always optional, with two words of feature bits: 0 to 63 and 64 to 127. */
    public PartWriter devFeatures(long low, long high) {
        return features(PartType.DEV_FEATURES, PartHeader.FLAG_OPTIONAL, low, high);
    }

    /** Appends DRV_FEATURES with two words of feature bits: 0 to 63 and 64 to 127. */
    public PartWriter drvFeatures(long low, long high) {
        return features(PartType.DRV_FEATURES, 0, low, high);
    }

    private PartWriter features(PartType type, int flags, long low, long high) {
        int value = begin(type.number(), flags, PartSelector.NONE, 16);
        LittleEndian.put64(bytes, value, low);
        LittleEndian.put64(bytes, value + 8, high);
        return this;
    }

    /** Appends DEV_FEATURES, always optional, with as many words as there are: the specification fixes no number. */
    public PartWriter devFeatures(long[] words) {
        return features(PartType.DEV_FEATURES, PartHeader.FLAG_OPTIONAL, words);
    }

    /** Appends DRV_FEATURES with as many words as there are. */
    public PartWriter drvFeatures(long[] words) {
        return features(PartType.DRV_FEATURES, 0, words);
    }

    private PartWriter features(PartType type, int flags, long[] words) {
        int value = begin(type.number(), flags, PartSelector.NONE, BitWords.length(words));
        BitWords.encode(bytes, value, words);
        return this;
    }

    /**
     * Appends the control virtqueue part of a net device whose value is {@code source[at..at + length)}: the data of the
     * command, for example as {@link NetMacTable} lays it out.
     */
    public PartWriter netControl(NetControl command, byte[] source, int at, int length) {
        return append(PartType.NET_CVQ_CFG.number(), 0, command.selector(), source, at, length);
    }

    /** Appends PCI_COMMON_CFG for one field; {@code number} is unsigned and must fit the field. */
    public PartWriter pciCommonCfg(PciCommonCfgField field, long number) {
        int length = field.length();
        if (length < 8) {
            Check.fits(field.name(), number, next + PartHeader.LENGTH, length);
        }
        int value = begin(PartType.PCI_COMMON_CFG.number(), 0, PartSelector.pciCommonCfg(field.offset()), length);
        for (int i = 0; i < length; i++) {
            bytes[value + i] = (byte) (number >>> (8 * i));
        }
        return this;
    }

    /** Appends DEVICE_STATUS. */
    public PartWriter deviceStatus(int status) {
        int checked = Check.u8("device_status", status, next + PartHeader.LENGTH);
        int value = begin(PartType.DEVICE_STATUS.number(), 0, PartSelector.NONE, 1);
        LittleEndian.put8(bytes, value, checked);
        return this;
    }

    /** Appends VQ_CFG for one virtqueue; the arguments are those of {@link VqCfg#encode}. */
    public PartWriter vqCfg(int index, int queueSize, int vector, int enabled, long desc, long driver, long device) {
        VqCfg.check(next + PartHeader.LENGTH, queueSize, vector, enabled);
        int value = begin(PartType.VQ_CFG.number(), 0, PartSelector.vqIndex(index), VqCfg.LENGTH);
        VqCfg.encode(bytes, value, queueSize, vector, enabled, desc, driver, device);
        return this;
    }

    /** Appends VQ_NOTIFY_CFG for one virtqueue; the arguments are those of {@link VqNotifyData#encode}. */
    public PartWriter vqNotify(int index, int notifyOff, int configData) {
        VqNotifyData.check(next + PartHeader.LENGTH, notifyOff, configData);
        int value = begin(PartType.VQ_NOTIFY_CFG.number(), 0, PartSelector.vqIndex(index), VqNotifyData.LENGTH);
        VqNotifyData.encode(bytes, value, notifyOff, configData);
        return this;
    }
}
