package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error that QEMU reports, between the events.
 *
 * @param before what stands in front of the message: times, program, and at its end the device
 * @param kind what failed
 * @param fields {@code new_state}, {@code recover_state}, {@code error} (the text of the errno) as far as printed
 */
record ErrorLine(String before, EventKind kind, Map<String, String> fields) {
    private record Form(EventKind kind, Pattern pattern, List<String> fields) {
        Form(EventKind kind, String pattern, String... fields) {
            this(kind, Pattern.compile(pattern), List.of(fields));
        }
    }

    private static final String STATE = "([A-Z][A-Z_0-9]+)";

    private static final List<Form> FORMS = List.of(
            // 9.1 and later; what QEMU puts behind a colon is the errno's text.
            new Form(
                    EventKind.SET_FAILED,
                    "Failed setting device state to " + STATE + "\\. Recover state is " + STATE
                            + "\\. Resetting device(?:: (.*))?",
                    "new_state",
                    "recover_state",
                    "error"),
            new Form(
                    EventKind.SET_FAILED,
                    "Failed setting device state to " + STATE + "\\. Setting device in recover state " + STATE
                            + "(?:: (.*))?",
                    "new_state",
                    "recover_state",
                    "error"),
            // 8.0 to 9.0.
            new Form(
                    EventKind.SET_FAILED,
                    "Failed setting device state to " + STATE + ", err: (.*?)\\. Recover state is " + STATE + ".*",
                    "new_state",
                    "error",
                    "recover_state"),
            new Form(
                    EventKind.SET_FAILED,
                    "Failed setting device state to " + STATE + ", err: (.*?)\\. Setting device in recover state "
                            + STATE + ".*",
                    "new_state",
                    "error",
                    "recover_state"),
            new Form(
                    EventKind.RECOVER_FAILED,
                    "Failed setting device in recover state, err: (.*?)\\. Resetting device.*",
                    "error"),
            new Form(EventKind.OUT_OF_SYNC, "data_fd out of sync.*"),
            new Form(EventKind.DIRTY_FAILED, "Failed to get DMA logging report(.*)", "error"),
            new Form(
                    EventKind.DIRTY_FAILED,
                    "(?:vfio: )?Failed to (?:get|query|fetch|sync) (?:the )?dirty (?:bitmap|pages|page)(.*)",
                    "error"),
            new Form(
                    EventKind.DIRTY_FAILED,
                    "Could not (?:sync|start) dirty (?:page )?(?:tracking|bitmap)(.*)",
                    "error"),
            new Form(EventKind.DIRTY_FAILED, "Failed to start DMA logging(.*)", "error"),
            new Form(EventKind.SAVE_FAILED, "Failed to save device config space(.*)", "error"),
            new Form(EventKind.SAVE_FAILED, "reading state buffer \\d+ failed(.*)", "error"),
            new Form(EventKind.SAVE_FAILED, "save setup failed(.*)", "error"),
            new Form(EventKind.LOAD_FAILED, "Failed to load device config space(.*)", "error"),
            new Form(EventKind.LOAD_FAILED, "Failed loading device config space, end flag incorrect(.*)", "error"),
            new Form(EventKind.LOAD_FAILED, "writing state buffer \\d+ failed(.*)", "error"),
            new Form(EventKind.LOAD_FAILED, "state buffer \\d+ already filled(.*)", "error"),
            new Form(EventKind.LOAD_FAILED, "SETUP STATE: EOS not found(.*)", "error"),
            new Form(EventKind.LOAD_FAILED, "Unknown tag (0x[0-9a-f]+.*)", "error"),
            new Form(EventKind.LOAD_GIVEN_UP, "load of migration failed(.*)", "error"),
            new Form(EventKind.DISKS_LOST, "Failed to get (?:shared )?\"([a-z ]+)\" lock", "error"));

    /** One of these is in every line that is read here. */
    static final List<String> WORDS = List.of(
            "ailed",
            "error",
            "cannot",
            "unable",
            "ould not",
            "out of sync",
            "already filled",
            "EOS not found",
            "Unknown tag");

    /** Words of every form, for a quick look. */
    private static final Pattern ANY =
            Pattern.compile("[Ff]ailed|out of sync|Could not|already filled|EOS not found|Unknown tag");

    /** An error of QEMU about a device of VFIO, or about migration, in whatever words. */
    private static final Pattern OTHER =
            Pattern.compile("(?i)\\bqemu\\S*: .*(?:\\bvfio\\b|\\bmigrat).*(?:fail|error|could not|cannot|unable)"
                    + "|(?i)\\bqemu\\S*: .*(?:fail|error|could not|cannot|unable).*(?:\\bvfio\\b|\\bmigrat)");

    /** Whether a line is an error about VFIO or migration that is not read. */
    static boolean isOther(String line) {
        return OTHER.matcher(line).find();
    }

    /** Reads a line; empty if it is none of these errors. */
    static Optional<ErrorLine> of(String line) {
        if (!ANY.matcher(line).find()) {
            return Optional.empty();
        }
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(line);
            if (matcher.find()) {
                Map<String, String> fields = new TreeMap<>();
                for (int i = 0; i < form.fields().size(); i++) {
                    String value = matcher.group(i + 1);
                    if (value != null) {
                        fields.put(form.fields().get(i), value.strip());
                    }
                }
                return Optional.of(new ErrorLine(line.substring(0, matcher.start()), form.kind(), fields));
            }
        }
        return Optional.empty();
    }

    /** The errno of a text as {@code strerror} of Linux has it, as far as the uAPI knows it; {@code EIO} of others. */
    static String errno(String text) {
        return text.contains("Invalid argument") ? "EINVAL" : "EIO";
    }
}
