package dev.vmig.device;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CodecException;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartList;
import dev.vmig.codec.PartsGetType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.StatusQualifier;
import java.util.HashSet;
import java.util.Set;

/** The commands that address a member by device parts: objects (Virtio 1.4, 2.12.1.3), parts and mode (2.12.1.4.3). */
record PartsCommands(PartsObjects objects) {
    CommandResult create(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.create(vf.index(), id(command), kind(ResourceObj.kind(command.view())));
        return CommandResult.done();
    }

    CommandResult query(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        PartsObjectKind kind = objects.query(vf.index(), id(command));
        byte[] bytes = CommandResult.room(ResourceObj.QUERY_RESULT_LENGTH);
        ResourceObj.encodeQueryResult(bytes, 0, kind);
        return new CommandResult(bytes);
    }

    CommandResult modify(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.modify(vf.index(), id(command), kind(ResourceObj.kind(command.view())));
        return CommandResult.done();
    }

    CommandResult destroy(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.destroy(vf.index(), id(command));
        return CommandResult.done();
    }

    CommandResult metadata(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.requireKind(vf.index(), id(command), PartsObjectKind.GET);
        int number = DevPartsMetadataGet.type(command.view());
        CommandResult outcome = switch (MetadataType.of(number)) {
            case SIZE -> size(PartsImage.maximumSize(vf.parts()));
            case COUNT -> size(count(vf.snapshot()));
            case LIST -> list(vf.snapshot());
            case UNKNOWN -> throw CommandRefused.field("type of DEV_PARTS_METADATA_GET", number, "0, 1 or 2");
        };
        int needed = outcome.bytes().length;
        if (command.writableCapacity() < needed) {
            throw new CommandRefused(
                    AdminStatus.ENOMEM,
                    StatusQualifier.NORESOURCE,
                    "writable part: %d bytes (expected: %d)".formatted(command.writableCapacity(), needed));
        }
        return outcome;
    }

    private static CommandResult size(long sizeOrCount) {
        byte[] bytes = CommandResult.room(DevPartsMetadataGet.RESULT_LENGTH);
        DevPartsMetadataGet.encodeResult(bytes, 0, sizeOrCount);
        return new CommandResult(bytes);
    }

    private static int count(byte[] image) {
        return PartList.validate(image, 0, image.length);
    }

    private static CommandResult list(byte[] image) {
        byte[] bytes = CommandResult.room(DevPartsMetadataGet.RESULT_LENGTH + PartHeader.LENGTH * count(image));
        DevPartsMetadataGet.encodeListResult(bytes, 0, new PartCursor(), image, 0, image.length);
        return new CommandResult(bytes);
    }

    CommandResult get(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.requireKind(vf.index(), id(command), PartsObjectKind.GET);
        int number = DevPartsGet.type(command.view());
        return switch (PartsGetType.of(number)) {
            case ALL -> CommandResult.result(vf.snapshot());
            case SELECTED -> CommandResult.result(PartsImage.select(vf.snapshot(), wanted(command.view())));
            case UNKNOWN -> throw CommandRefused.field("type of DEV_PARTS_GET", number, "0 or 1");
        };
    }

    /** The keys of the headers in the request; one that the buffer cuts is filled up with zeros, as all data is. */
    private static Set<PartId> wanted(CommandView view) {
        Set<PartId> wanted = new HashSet<>();
        for (int at = DevPartsGet.HEADERS; at < view.dataLength(); at += PartHeader.LENGTH) {
            wanted.add(new PartId(view.u16(at + PartHeader.PART_TYPE), view.u64(at + PartHeader.SELECTOR)));
        }
        return wanted;
    }

    CommandResult set(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.requireKind(vf.index(), id(command), PartsObjectKind.SET);
        if (vf.mode() != DeviceMode.STOPPED) {
            throw new CommandRefused(
                    AdminStatus.EBUSY,
                    StatusQualifier.TRYAGAIN,
                    "mode of VF " + vf.index() + ": RUNNING (expected: STOPPED)");
        }
        requireNothingBehindTheParts(command.view());
        vf.ownerSide().setParts(DevPartsSet.parts(command.view(), new PartCursor()));
        return CommandResult.done();
    }

    /** DEV_MODE_SET succeeds, too, if there is nothing to change. A stop comes here once nothing is outstanding. */
    static CommandResult setMode(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        int flags = DevModeSet.flags(command.view());
        if ((flags & ~DevModeSet.FLAG_STOPPED) != 0) {
            throw CommandRefused.field("flags of DEV_MODE_SET", flags, "0 or 1");
        }
        if (DevModeSet.isStop(command.view())) {
            vf.ownerSide().stop();
        } else {
            vf.ownerSide().resume();
        }
        return CommandResult.done();
    }

    /** Zeros end the list of parts; whatever came behind them would be lost without a word. */
    private static void requireNothingBehindTheParts(CommandView view) throws CommandRefused {
        PartCursor parts = DevPartsSet.parts(view, new PartCursor());
        try {
            parts.skipAll();
        } catch (CodecException unsound) {
            return; // Refused when they are applied.
        }
        int start = view.dataOffset() + DevPartsSet.PARTS;
        for (int at = parts.end(); at < view.offset() + view.length(); at++) {
            if (view.bytes()[at] != 0) {
                throw CommandRefused.field(
                        "byte " + (at - start) + " of the parts", view.bytes()[at] & 0xff, "0, behind the last part");
            }
        }
    }

    private static long id(AdminCommand command) throws CommandRefused {
        int type = ResourceObj.type(command.view());
        if (type != ResourceObj.TYPE_DEV_PARTS) {
            throw CommandRefused.field("resource object type", type, "0, device parts");
        }
        return ResourceObj.id(command.view());
    }

    private static PartsObjectKind kind(int number) throws CommandRefused {
        PartsObjectKind kind = PartsObjectKind.of(number);
        if (kind == PartsObjectKind.UNKNOWN) {
            throw CommandRefused.field("type of the device parts object", number, "0 or 1");
        }
        return kind;
    }
}
