package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Step;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.walk.SpecOracles;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same run, as the trace back ends and the versions of QEMU print it. */
class BackEndsTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final QemuChecker CHECKER = new QemuChecker(ORACLES);

    private final String source = Logs.read(Logs.SOURCE);

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "25434@1700000000.123456:",
                "2026-11-23T09:00:00.123456Z 25434@1700000000.123456:",
                "2026-11-23T09:00:00.123456Z ",
                "Nov 23 09:00:00 host qemu-system-x86_64[25434]: ",
                "<6>Nov  3 09:00:00 host qemu-system-x86_64: ",
                "2026-11-23T09:00:00.123456+01:00 host qemu-system-x86_64[25434]: ",
                "     qemu-system-x86-25434   [003] .....   100.123456: tracing_mark_write: ",
                " CPU 0/KVM-25434   (  25430) [003] d..1.   100.123456: tracing_mark_write: ",
            })
    void prefixOfABackEndMakesNoDifference(String prefix) throws TraceFormatException {
        String prefixed = source.lines().map(line -> prefix + line + "\n").collect(Collectors.joining());
        assertThat(QemuChecker.looksLikeOne(prefixed)).isTrue();
        assertSameRun(prefixed);
    }

    /** As scripts/simpletrace.py prints it: time since the event before, process, arguments by name. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "b'%s'"})
    void simpletraceMakesNoDifference(String quoted) throws TraceFormatException {
        assertSameRun(simple(quoted));
    }

    @Test
    void simpletracePrintsNegativeAnswersUnsigned() throws TraceFormatException {
        String failed = simple("%s").replaceFirst("(init_size=)0x3e8(.*)ret=0x0", "$10x0$2ret=0xffffffffffffffe7");
        assertThat(failed).contains("0xffffffffffffffe7");
        // Not within PRE_COPY, says the spec, and QEMU goes on without the sizes.
        assertThat(CHECKER.check("log", failed).devices().get(0).rejected()).isEmpty();
    }

    /** QEMU 9 and 10: no vfio_migration_init, no queries, two events of what is left. */
    @Test
    void logOfQemu10IsUnderstood() throws TraceFormatException {
        String ten = Pattern.compile("stopcopy size (\\d+), precopy initial size (\\d+), precopy dirty size (\\d+).*")
                .matcher(source)
                .replaceAll("precopy 1 postcopy 0 stopcopy size $1 precopy initial size $2 precopy dirty size $3")
                .replace("vfio_state_pending ", "vfio_state_pending_exact ")
                .replaceAll("(?m)^(vfio_migration_init|vfio_query|vfio_send).*\n", "");
        QemuReport report = CHECKER.check("log", ten);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.versions()).contains(10).doesNotContain(11);
        assertThat(report.count(Taken.UNKNOWN)).isZero();
        String wrong = ten.replace("initial size 400 precopy", "initial size 401 precopy");
        assertThat(CHECKER.check("log", wrong).holds()).isFalse();
    }

    /** QEMU 8 prints a state when it has been reached, and nothing before. */
    @Test
    void logOfQemu8IsUnderstood() throws TraceFormatException {
        String eight = source.replaceAll("(?m)^(vfio_migration_(init|set_state)|vfio_query|vfio_state_pending).*\n", "")
                .replaceAll(
                        "(?m)^vfio_(send|device_reset|save_(iterate_start|block_precopy|complete_precopy_s)).*\n", "")
                .replace("vfio_migration_set_device_state", "vfio_migration_set_state");
        QemuReport report = CHECKER.check("log", eight);
        assertThat(report.holds()).isTrue();
        assertThat(report.complete()).isTrue();
        // 9.0 still does as 8, 9.1 does not.
        assertThat(report.versions()).contains(8).doesNotContain(10, 11);
        assertThat(CHECKER.check("log", eight.replace("state STOP_COPY", "state ERROR"))
                        .holds())
                .isFalse();
    }

    @Property(tries = 300)
    void garbageInBetweenMakesNoDifference(@ForAll @StringLength(max = 80) String garbage, @ForAll int place)
            throws TraceFormatException {
        String[] lines = source.split("(?<=\n)", -1);
        int at = Math.floorMod(place, lines.length);
        lines[at] = "? " + garbage.replaceAll("[\\n\\r]|vfio_", "") + "\n" + lines[at];
        assertSameRun(String.join("", lines));
    }

    /** Whatever is wrong in a log, the answer is a report or says what cannot be read. */
    @Property(tries = 300)
    void damagedLogIsReportedOrRefused(@ForAll char damage, @ForAll int place) {
        StringBuilder log = new StringBuilder(source);
        log.setCharAt(Math.floorMod(place, log.length()), damage);
        try {
            assertThat(CHECKER.check("log", log.toString()).devices()).isNotEmpty();
        } catch (TraceFormatException e) {
            assertThat(e).hasMessageMatching("log:\\d+: vfio_\\w+: .*\\(expected: .*\\)");
        }
    }

    @Test
    void textOfOtherKindsIsNoLog() {
        assertThat(QemuChecker.looksLikeOne("")).isFalse();
        assertThat(QemuChecker.looksLikeOne("savevm_section_start 0000:00:04.0/vfio, section_id 37\n"))
                .isFalse();
        assertThat(QemuChecker.looksLikeOne("{\"event\":\"vfio_migration_set_state\"}\n"))
                .isFalse();
        assertThat(QemuChecker.looksLikeOne("see vfio_migration_set_state in hw/vfio\n"))
                .isFalse();
    }

    private void assertSameRun(String log) throws TraceFormatException {
        QemuReport is = CHECKER.check("log", log);
        QemuReport expected = CHECKER.check("log", source);
        assertThat(is.events()).isEqualTo(expected.events());
        assertThat(is.complete()).isTrue();
        DeviceReport device = is.devices().get(0);
        assertThat(device.walk())
                .extracting(Step::state)
                .isEqualTo(expected.devices().get(0).walk().stream()
                        .map(Step::state)
                        .toList());
        assertThat(device.bytes()).isEqualTo(expected.devices().get(0).bytes());
        assertThat(device.name()).isEqualTo("0000:00:04.0");
    }

    /** The dictionary knows the names of the arguments; numbers are printed in hexadecimal. */
    private String simple(String quoted) {
        QemuDictionary dictionary = QemuDictionary.bundled();
        StringBuilder text = new StringBuilder();
        for (String printed : source.lines().toList()) {
            LogLine line = LogLine.of(printed, name -> true).orElseThrow();
            text.append(line.event()).append(" 1.234 pid=25434");
            dictionary.forms(line.event()).stream()
                    .filter(form -> form.kind().isMapped())
                    .flatMap(form -> form.parse(line.arguments()).stream())
                    .findFirst()
                    .orElse(Map.of())
                    .forEach((name, value) ->
                            text.append(' ').append(name).append('=').append(value(value, quoted)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String value(String value, String quoted) {
        Matcher number = Pattern.compile("\\d+").matcher(value);
        return number.matches() ? "0x" + Long.toHexString(Long.parseLong(value)) : quoted.formatted(value);
    }
}
