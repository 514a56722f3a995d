package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells texts that look as if they were logs of QEMU's VFIO migration from those that are. */
final class ForeignLog {
    private record Form(Pattern line, String says) {
        Form(String line, String says) {
            this(Pattern.compile(line), says);
        }
    }

    private static final String V1 =
            "a log of the VFIO migration protocol v1, which QEMU had before 8.0 (expected: a log"
                    + " of QEMU 8.0 or later; v1 has other states and cannot be held against the v2 uAPI)";

    private static final String NAME = "\\s*\\(.*\\)";

    /** What only the old protocol prints. */
    private static final List<Form> OLD = List.of(
            new Form("\\bvfio_migration_set_state" + NAME + "\\s+state \\d+\\s*$", V1),
            new Form("\\bvfio_vmstate_change" + NAME + ".* device state \\d+\\s*$", V1),
            new Form("\\bvfio_(?:update_pending|save_pending|save_buffer)\\s", V1),
            new Form("\\bvfio_load_state_device_data" + NAME + "\\s+Offset ", V1),
            new Form("\\bvfio_migration_probe" + NAME + "\\s+Region ", V1));

    private static final List<Form> OTHERS = List.of(
            new Form(
                    "vfio_user\\.c:\\d+:.*(?:\\*DEBUG\\*|\\*ERROR\\*)|migration: transitioning from state",
                    "a log of libvfio-user, or of SPDK with it (expected: the trace log of the QEMU at its other end,"
                            + " recorded with -trace \"vfio_*\")"),
            new Form(
                    "^(?:\\[pid +\\d+\\] |\\d+ +)?(?:[\\d:.]+ )?(?:ioctl|openat|read|write|mmap|close)\\(.*\\) += -?\\w+",
                    "an strace (expected: a trace log of QEMU, recorded with -trace \"vfio_*\", which names devices and"
                            + " states)"));

    /** How many lines are looked at. */
    static final int LINES = 20_000;

    private Optional<String> other = Optional.empty();

    /** Looks at a line; what the log is, in a line, if it is one of the v1 protocol. */
    Optional<String> take(String line) {
        if (other.isEmpty()) {
            other = first(line, OTHERS);
        }
        return first(line, OLD);
    }

    /** What a log is that has no event of QEMU; one line. */
    Optional<String> other() {
        return other;
    }

    private static Optional<String> first(String line, List<Form> forms) {
        return forms.stream()
                .filter(form -> form.line().matcher(line).find())
                .map(Form::says)
                .findFirst();
    }
}
