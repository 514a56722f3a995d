package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vmig trace} on logs of QEMU: verdicts, exit codes and what is printed. */
class TraceQemuTest {
    private static final String TARGET = """
            vfio_migration_init  (vf0) mig_flags 0x3, precopy_info_v2_used 0, dirty_pages_supported 1
            savevm_something else, with a comma
            vfio_migration_set_state  (vf0) new state RESUMING, recover state RUNNING
            vfio_migration_set_device_state  (vf0) state RESUMING
            vfio_load_state  (vf0) data 0xffffffffef100004
            vfio_load_state_device_data  (vf0) size 96 ret 0
            vfio_migration_set_state  (vf0) new state RUNNING, recover state ERROR
            vfio_migration_set_device_state  (vf0) state RUNNING
            vfio_load_cleanup  (vf0)
            vfio_brand_new  (vf0)
            """;

    private static final String SOURCE = """
            vfio_migration_init  (vf1) mig_flags 0x1, precopy_info_v2_used 0, dirty_pages_supported 1
            vfio_migration_set_state  (vf1) new state STOP_COPY, recover state ERROR
            vfio_migration_set_device_state  (vf1) state STOP_COPY
            vfio_save_block  (vf1) data_size 96
            vfio_migration_set_state  (vf1) new state STOP, recover state ERROR
            vfio_migration_set_device_state  (vf1) state STOP
            vfio_save_cleanup  (vf1)
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void logIsDetectedByItsContent() throws IOException {
        Invocation vmig = Invocation.of("trace", file(TARGET));
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.out())
                .contains("  vf0, features 3\n")
                .contains("    line 4  RESUMING\n")
                .contains("    RESUMING: 96 bytes in 1 write\n")
                .contains("    vfio_brand_new  1  UNKNOWN\n");
        assertThat(vmig.lastLine()).endsWith("qemu.log: holds, 8 events accepted");
    }

    @Test
    void verdictComesFirstAndEachEventIfAskedFor() throws IOException {
        String file = file(TARGET);
        Invocation vmig = Invocation.of("trace", file);
        assertThat(vmig.lines().get(0)).endsWith("qemu.log: holds, 8 events accepted");
        assertThat(vmig.out()).doesNotContain("vfio_load_cleanup");
        assertThat(Invocation.of("trace", "--verbose", file).out())
                .contains("    vfio_load_cleanup                1  mapped\n")
                .contains("    vfio_brand_new                   1  UNKNOWN\n");
    }

    @Test
    void unjudgedContentsMakeTheVerdictIncomplete() throws IOException {
        assertThat(Invocation.of("trace", "--complete", file(TARGET)).code()).isEqualTo(ExitCode.INCONCLUSIVE);
        String known = TARGET.substring(0, TARGET.indexOf("vfio_brand_new"));
        assertThat(Invocation.of("trace", "--complete", file(known)).code()).isEqualTo(ExitCode.HOLDS);
        for (String unjudged : List.of(
                "vfio_device_dirty_tracking_update section 0x0 - 0x1 -> update [0x0 - 0x1]\n",
                "qemu-system-x86_64: vf0: vfio: an error in words of its own\n")) {
            Invocation vmig = Invocation.of("trace", "--complete", file(known + unjudged));
            assertThat(vmig.code()).as(unjudged).isEqualTo(ExitCode.INCONCLUSIVE);
            assertThat(vmig.lastLine()).endsWith("holds so far, incomplete (not all was judged), 8 events accepted");
            assertThat(Invocation.of("trace", file(known + unjudged)).code()).isEqualTo(ExitCode.HOLDS);
        }
    }

    @Test
    void reportHasEachRuleWithItsCount() throws IOException {
        Path report = folder.resolve("rules.xml");
        Invocation vmig = Invocation.of("trace", "--report", "junit=" + report, file(TARGET));
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(report)
                .content()
                .contains("name=\"VMIG-LOG-001\"><system-out>held 8 times</system-out>")
                .contains("name=\"VMIG-VMM-002\"><skipped message=\"not observable: QEMU never reads the state")
                .contains("failures=\"0\"");
    }

    @Test
    void rejectionNamesLineEventStatesAndWhatWasAllowed() throws IOException {
        String falsified = TARGET.replace("size 96 ret 0", "size 96 ret -5");
        Invocation vmig = Invocation.of("trace", file(falsified.replace("state RUNNING\n", "state STOP\n")));
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(vmig.out())
                .contains("line 8: REJECTED: vfio_migration_set_device_state (vf0) state STOP\n")
                .contains("possible before: RESUMING (")
                .contains("the spec allows: ")
                .contains("answer EINVAL in state RESUMING");
        assertThat(vmig.lastLine()).endsWith("does not hold, 6 events accepted, 1 device rejected");
    }

    @Test
    void explanationIsThePathSoFar() throws IOException {
        assertThat(Invocation.of("trace", "--explain", file(TARGET)).out())
                .contains("    line 4: vfio_migration_set_device_state (vf0) state RESUMING"
                        + "  -> RESUMING (no image written)\n")
                .contains("    line 8: vfio_migration_set_device_state (vf0) state RUNNING  -> RUNNING\n");
        assertThat(Invocation.of("trace", file(TARGET)).out()).doesNotContain("->");
    }

    @Test
    void documentHasTheWalk() throws IOException {
        Invocation vmig = Invocation.of("trace", "--json", "--explain", "--format", "qemu", file(TARGET));
        JsonNode log = vmig.json().at("/files/0");
        assertThat(log.path("kind").textValue()).isEqualTo("qemu");
        assertThat(log.path("complete").booleanValue()).isTrue();
        assertThat(log.at("/devices/0/walk")).hasSize(3);
        assertThat(log.at("/devices/0/bytes/0").toString())
                .isEqualTo("{\"phase\":\"RESUMING\",\"bytes\":96,\"blocks\":1}");
        assertThat(log.at("/devices/0/path")).hasSize(8);
        assertThat(log.at("/lines/UNKNOWN").intValue()).isEqualTo(1);
        assertThat(log.at("/devices/0/rejected").isNull()).isTrue();
    }

    @Test
    void twoLogsAreCheckedAsOneMigration() throws IOException {
        String target = file(TARGET, "target.log");
        Invocation vmig = Invocation.of("trace", "--migration", "--explain", file(SOURCE), target);
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.out())
                .contains("migration: lines 3 to 6 of the source, lines 4 to 8 of the target\n")
                .contains("  source, line 3 STOP_COPY\n")
                .contains("  a behaviour of LiveMigration: completed, the VM runs at the target\n");
        assertThat(vmig.lastLine()).endsWith("target.log: holds, 6 steps of both ends in order");

        String goesOn = SOURCE.replace("new state STOP,", "new state RUNNING,").replace("STOP\n", "RUNNING\n");
        Invocation both = Invocation.of("trace", "--migration", file(goesOn), target);
        assertThat(both.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(both.out())
                .contains("  REJECTED: no order of what both ends did is a behaviour of LiveMigration\n")
                .contains(
                        "    possible before: source RUNNING, target gone; then neither the end of the source nor line 8")
                .contains("    the spec allows: ");
        JsonNode report = Invocation.of("trace", "--json", "--migration", file(goesOn), target)
                .json();
        assertThat(report.at("/files/0/migrations/0/objection").textValue()).contains("LiveMigration");
        assertThat(report.at("/files/0/migrations/0/before")).isNotEmpty();
    }

    @Test
    void logThatEndsWithinAMigrationHoldsSoFar() throws IOException {
        Invocation vmig = Invocation.of("trace", file(TARGET.substring(0, TARGET.indexOf("vfio_load_state "))));
        assertThat(vmig.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(vmig.out()).contains("    incomplete: the log ends within a migration, in RESUMING\n");
        assertThat(vmig.lastLine()).endsWith("holds so far, incomplete, 3 events accepted");
    }

    @Test
    void logThatEndsWithinALineHoldsSoFar() throws IOException {
        Invocation vmig = Invocation.of("trace", file(TARGET.stripTrailing()));
        assertThat(vmig.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(vmig.out()).contains("the last line lacks its end");
    }

    @Test
    void nothingToCheckIsNeverAPass() throws IOException {
        assertUnreadable(file(""), "is empty (nothing to check)");
        assertUnreadable(file("savevm_state_setup\n"), "nor a trace log of QEMU (with vfio_ events of a migration)");
        assertUnreadable(file("vfio_migration_realize  (vf0)\n"), "nothing to check");
        assertUnreadable(folder.resolve("nosuch").toString(), "no such file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'v', 0, 1, 2, (byte) 0xff});
        assertUnreadable(binary.toString(), "binary");
        Path latin =
                Files.write(folder.resolve("latin"), (TARGET + "caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
        assertUnreadable(latin.toString(), "latin");
    }

    private static void assertUnreadable(String file, String reason) {
        for (String format : new String[] {"--format=qemu", "--strict"}) {
            Invocation vmig = Invocation.of("trace", format, file);
            assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(vmig.err()).startsWith("vmig: ");
        }
        assertThat(Invocation.of("trace", file).err()).contains(reason);
    }

    private String file(String text) throws IOException {
        return file(text, "qemu.log");
    }

    private String file(String text, String name) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
