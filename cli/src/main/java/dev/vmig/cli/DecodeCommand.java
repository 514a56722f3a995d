package dev.vmig.cli;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.tree.AdminTree;
import dev.vmig.codec.tree.Damage;
import dev.vmig.codec.tree.PartsTree;
import dev.vmig.codec.tree.RecordStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.commons.lang3.ArrayUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmig decode}: prints bytes as a tree of fields. */
@Command(
        name = "decode",
        description = {
            "Print a migration stream, device parts, or an admin command or result as a tree of fields with their"
                    + " offsets.",
            "The exit code is the verdict on the framing. If it is damaged, everything up to the damage is printed,"
                    + " then the error with its offset. What an image holds is a matter of its own: a payload that is not"
                    + " device parts is shown as hex, with a note; so is what else is not as the specification lays it"
                    + " down.",
            "Without --kind the beginning decides: a record header with device parts behind it is a stream; a known"
                    + " part type with a length, parts; a known opcode and group, a command; any other record header, a"
                    + " stream."
        },
        footer = {
            "",
            "Examples:",
            "  vmig decode stream.bin",
            "  vmig decode --kind parts --json image.bin",
            "  echo 0f00 0100 ... | vmig decode --hex --kind admin-command -",
            "  vmig decode --kind admin-result --opcode DEV_PARTS_METADATA_GET result.bin"
        })
final class DecodeCommand implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "FILE", description = "The bytes; - for standard input.")
    private String file = "-";

    @Option(names = "--kind", paramLabel = "KIND", description = "record-stream, parts, admin-command or admin-result.")
    private @Nullable String kindName;

    @Option(names = "--opcode", paramLabel = "N", description = "The command of an admin-result, by number or name.")
    private @Nullable String opcodeName;

    @Option(names = "--hex", description = "The input is hex digits; white space, 0x and # comments are skipped.")
    private boolean hex;

    @Option(names = "--full", description = "Show long values whole.")
    private boolean full;

    @Mixin
    private Console console = new Console();

    @Override
    public Integer call() {
        DecodeKind kind = kindName == null ? null : kind(kindName);
        Opcode opcode = opcode(kind);
        try (InputStream in = open()) {
            in.mark(DecodeKind.HEAD);
            byte[] head = in.readNBytes(DecodeKind.HEAD);
            in.reset();
            if (head.length == 0) {
                throw CommandFailure.badInput(file + ": is empty (nothing to decode)");
            }
            return decode(in, kind == null ? detected(head) : kind, opcode);
        } catch (IOException e) {
            throw CommandFailure.badInput(file + ": cannot be read: " + OutputFile.reason(e));
        }
    }

    private InputStream open() throws IOException {
        InputStream raw = InputText.open(file);
        return hex ? new ByteArrayInputStream(HexText.read(file, raw)) : new BufferedInputStream(raw, 1 << 16);
    }

    private static DecodeKind kind(String name) {
        for (DecodeKind kind : DecodeKind.values()) {
            if (kind.optionValue().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw CommandFailure.badInput("--kind: " + name + " (expected: " + kinds(List.of(DecodeKind.values())) + ")");
    }

    private static String kinds(List<DecodeKind> kinds) {
        return kinds.stream().map(DecodeKind::optionValue).collect(Collectors.joining(", "));
    }

    private Opcode opcode(@Nullable DecodeKind kind) {
        if (opcodeName == null) {
            if (kind == DecodeKind.ADMIN_RESULT) {
                throw CommandFailure.badInput("--opcode is missing: a result does not tell of which command it is");
            }
            return Opcode.UNKNOWN;
        }
        if (kind != DecodeKind.ADMIN_RESULT) {
            throw CommandFailure.badInput("--opcode goes with --kind admin-result");
        }
        for (Opcode opcode : Opcode.values()) {
            if (opcode != Opcode.UNKNOWN && isNamed(opcode, opcodeName)) {
                return opcode;
            }
        }
        throw CommandFailure.badInput(
                "--opcode: " + opcodeName + " (expected: 0 to 0x11, or a name such as LIST_QUERY)");
    }

    private static boolean isNamed(Opcode opcode, String text) {
        try {
            return opcode.name().equalsIgnoreCase(text) || Integer.decode(text) == opcode.number();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private DecodeKind detected(byte[] head) {
        List<DecodeKind> plausible = DecodeKind.plausible(head);
        if (plausible.size() == 1) {
            return plausible.get(0);
        }
        throw CommandFailure.badInput(file + ": "
                + (plausible.isEmpty()
                        ? "begins like no kind (" + DecodeKind.objections(head) + ")"
                        : "could be " + kinds(plausible))
                + "; --kind tells (record-stream, parts, admin-command or admin-result)");
    }

    private Integer decode(InputStream in, DecodeKind kind, Opcode opcode) throws IOException {
        PrintWriter out = console.out();
        byte[] bytes = kind == DecodeKind.RECORD_STREAM ? ArrayUtils.EMPTY_BYTE_ARRAY : whole(in);
        DecodeReport report = console.json() ? new DecodeJson(out, kind) : new DecodeText(out);
        Optional<Damage> damage = switch (kind) {
            case RECORD_STREAM -> RecordStream.decode(in, full, report);
            case PARTS -> PartsTree.decode(bytes, 0, bytes.length, 0, full, report);
            case ADMIN_COMMAND -> AdminTree.command(bytes, full, report);
            case ADMIN_RESULT -> AdminTree.result(opcode, bytes, full, report);
        };
        report.end(damage);
        return damage.isEmpty() ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private byte[] whole(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(RecordStream.MOST_PAYLOAD + 1);
        if (bytes.length > RecordStream.MOST_PAYLOAD) {
            throw CommandFailure.badInput(file + ": is larger than " + RecordStream.MOST_PAYLOAD
                    + " bytes, which only a record-stream may be");
        }
        return bytes;
    }
}
