package dev.vmig.properties.interop;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.ResultView;
import dev.vmig.codec.StatusQualifier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A command of the handshake and its answer, for a reader.
 *
 * @param group {@code self} or {@code SR-IOV}
 * @param command name, and what it asks for
 * @param readableBytes length of what the driver sent
 * @param answer status, and what the device tells
 */
public record Exchange(String group, String command, int readableBytes, String answer) {
    static Exchange of(byte[] command, AdminCompletion completion) {
        CommandView asked = new CommandView().wrap(command, 0, command.length);
        byte[] writable = completion.writable();
        ResultView told = new ResultView().wrap(writable, 0, writable.length, completion.usedLength());
        Opcode opcode = Opcode.of(asked.opcode());
        String group = GroupType.of(asked.groupType()) == GroupType.SELF ? "self" : "SR-IOV";
        return new Exchange(
                group,
                (opcode + " " + question(opcode, asked)).strip(),
                command.length,
                told.isOk() ? ("OK " + answer(opcode, told)).strip() : failure(told));
    }

    private static String question(Opcode opcode, CommandView asked) {
        return switch (opcode) {
            case LIST_USE -> numbers(OpcodeList.opcodes(asked));
            case DEVICE_CAP_GET -> "capability " + Capability.id(asked);
            case DRIVER_CAP_SET ->
                "capability %d: get %d, set %d"
                        .formatted(Capability.id(asked), Capability.getLimit(asked), Capability.setLimit(asked));
            default -> "";
        };
    }

    private static String answer(Opcode opcode, ResultView told) {
        return switch (opcode) {
            case LIST_QUERY -> numbers(OpcodeList.opcodes(told));
            case CAP_ID_LIST_QUERY -> "capabilities " + numbers(told.u64(0));
            case DEVICE_CAP_GET -> "get %d, set %d".formatted(Capability.getLimit(told), Capability.setLimit(told));
            default -> "";
        };
    }

    private static String failure(ResultView told) {
        return AdminStatus.of(told.status()) + ", " + StatusQualifier.of(told.qualifier());
    }

    /** The numbers of the bits that are set. */
    private static String numbers(long bits) {
        return IntStream.range(0, Long.SIZE)
                .filter(bit -> (bits >>> bit & 1) != 0)
                .mapToObj("%x"::formatted)
                .collect(Collectors.joining(" ", "{", "}"));
    }
}
