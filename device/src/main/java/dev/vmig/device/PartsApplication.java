package dev.vmig.device;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartSelector;
import dev.vmig.codec.PartType;
import java.util.HashSet;
import java.util.Set;

/**
 * Applies the parts of one DEV_PARTS_SET to a state (Virtio 1.4, 2.12.1.4.3.3). For all or nothing the caller passes a
 * copy, and discards it on failure.
 */
final class PartsApplication {
    private final NetState state;
    private final Set<PartId> seen = new HashSet<>();
    private PartType last = PartType.DEV_FEATURES;

    PartsApplication(NetState state) {
        this.state = state;
    }

    /** Applies all parts up to the end. */
    void applyAll(PartCursor parts) throws CommandRefused {
        try {
            while (parts.next()) {
                apply(parts);
            }
        } catch (CodecException unsound) {
            throw CommandRefused.framing(unsound);
        }
    }

    private void apply(PartCursor part) throws CommandRefused {
        PartType type = PartType.of(part.type());
        if (!applied(type, part)) {
            if (part.isOptional()) {
                return;
            }
            throw CommandRefused.field(
                    "part 0x%x, selector 0x%x, at byte %d: the device has no such part and it is not optional"
                            .formatted(part.type(), part.selector(), part.offset()));
        }
        if (type.compareTo(last) < 0) {
            throw CommandRefused.field("%s at byte %d: stands behind %s".formatted(type, part.offset(), last));
        }
        last = type;
        if (!seen.add(new PartId(part.type(), part.selector()))) {
            throw CommandRefused.field("%s, selector 0x%x, at byte %d: stands there twice"
                    .formatted(type, part.selector(), part.offset()));
        }
    }

    private boolean applied(PartType type, PartCursor part) throws CommandRefused {
        switch (type.selectorForm()) {
            case NONE -> {
                return part.selector() == PartSelector.NONE && appliedSingle(type, part);
            }
            case PCI_COMMON_CFG -> {
                return TransportParts.applyCommonCfg(part, state);
            }
            case VQ_INDEX -> {
                return appliedToQueue(type, part);
            }
            case RAW -> {
                return type == PartType.NET_CVQ_CFG
                        ? state.shape().isNet() && ControlParts.apply(part, state)
                        : PrivateParts.apply(part, state);
            }
        }
        throw new AssertionError(type);
    }

    private boolean appliedSingle(PartType type, PartCursor part) throws CommandRefused {
        switch (type) {
            case DEV_FEATURES -> TransportParts.verifyDeviceFeatures(part, state);
            case DRV_FEATURES -> TransportParts.applyDriverFeatures(part, state);
            case DEVICE_STATUS -> TransportParts.applyStatus(part, state);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean appliedToQueue(PartType type, PartCursor part) throws CommandRefused {
        int index = PartSelector.queueIndex(part.selector());
        if (part.selector() != PartSelector.vqIndex(index)
                || index >= state.shape().queues()) {
            return false;
        }
        if (type == PartType.VQ_CFG) {
            TransportParts.applyQueue(index, part, state);
        } else {
            TransportParts.verifyNotify(index, part, state);
        }
        return true;
    }
}
