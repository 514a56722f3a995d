package dev.vmig.cli;

import dev.vmig.trace.qemu.QemuChecker;
import dev.vmig.trace.tables.RecordedTable;
import java.util.Locale;
import java.util.Optional;

/** The input formats of {@code vmig trace}. */
enum TraceFormat {
    /** JSON Lines of this project. */
    VMIG,
    /** A state table, CSV. */
    TABLE,
    /** A trace log of QEMU. */
    QEMU;

    /** The format of a text, detected by its beginning. */
    static Optional<TraceFormat> of(String text) {
        String first = text.lines().findFirst().orElse("").strip();
        if (first.startsWith("{") && !first.startsWith("{\"log\":")) {
            return Optional.of(VMIG);
        } else if (RecordedTable.looksLikeOne(text)) {
            return Optional.of(TABLE);
        } else if (QemuChecker.looksLikeOne(text)) {
            return Optional.of(QEMU);
        }
        return first.matches("[\\w ;\"-]*,[\\w ,;\"-]*") ? Optional.of(TABLE) : Optional.empty();
    }

    /** As the option names it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
