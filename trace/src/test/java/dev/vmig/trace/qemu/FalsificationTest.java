package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.Falsification.Kind;
import dev.vmig.trace.walk.SpecOracles;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Every falsification of one event of the recorded logs is noticed, or harmless for a reason: the contract allows what the
 * log then tells.
 */
class FalsificationTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final QemuChecker CHECKER = new QemuChecker(ORACLES);

    /**
     * What changes nothing that the contract is about.
     *
     * @param kinds of falsifications
     * @param events by a regular expression
     * @param fields by a regular expression
     */
    private record Harmless(Set<Kind> kinds, String events, String fields, String reason) {
        boolean covers(Falsification it) {
            return kinds.contains(it.kind())
                    && it.event().matches(events)
                    && it.field().matches(fields);
        }
    }

    private static final Set<Kind> GONE = EnumSet.of(Kind.DELETE, Kind.DEVICE);

    private static final List<Harmless> HARMLESS = List.of(
            new Harmless(
                    GONE,
                    "vfio_migration_(init|realize)|vfio_pci_(hot_)?reset|vfio_device_reset_handler|migrate_set_state"
                            + "|vfio_migration_state_notifier|vfio_device_dirty_tracking_\\w+|vfio_load_bufs_\\w+",
                    "",
                    "an announcement: what it announces is in the log, or any device may be like that"),
            new Harmless(
                    GONE,
                    "vfio_query_\\w+|vfio_state_pending|vfio_container_query_dirty_bitmap",
                    "",
                    "an answer that QEMU need not ask for; later ones are judged"),
            new Harmless(
                    GONE,
                    "vfio_vmstate_change(_prepare)?",
                    "",
                    "the requests before it tell that the VM stops or starts; the contract is about them"),
            new Harmless(
                    GONE,
                    "vfio_save_(iterate|iterate_start|complete_precopy_start|setup|block|device_config_state"
                            + "|block_precopy_empty_hit|complete_precopy|cleanup)|vfio_send_init_data_flag",
                    "",
                    "a step that the log then does not tell of: the device may have had no data there; what is read at one"
                            + " end and not the other the pair of logs tells"),
            new Harmless(
                    GONE,
                    "vfio_load_(state|state_device_data|cleanup|device_config_state_start)",
                    "",
                    "another block of data is loaded, and one is enough for the device; the pair of logs tells"),
            new Harmless(
                    GONE,
                    "vfio_migration_set_state",
                    "again",
                    "a request for the state that the device is in: QEMU asks the device for nothing"),
            new Harmless(
                    EnumSet.of(Kind.SWAP),
                    ".*",
                    ".*",
                    "two events that do not depend on each other: reports of the VM, of QEMU's reckoning and queries"),
            new Harmless(
                    EnumSet.of(Kind.STATE),
                    "vfio_migration_set_state",
                    "(RUNNING|ERROR|STOP|STOP_COPY)>.*",
                    "the state to recover to: it matters only where a request fails"),
            new Harmless(
                    EnumSet.of(Kind.ERRNO),
                    "vfio_query_stop_copy_size",
                    "ret",
                    "a device may fail to estimate; QEMU then reckons with 100 GiB"),
            new Harmless(
                    EnumSet.of(Kind.SIZE),
                    "vfio_query_\\w+|vfio_save_setup|vfio_state_pending|vfio_save_iterate",
                    ".* (up|down)",
                    "an estimate, and QEMU's reckoning within it"),
            new Harmless(
                    EnumSet.of(Kind.SIZE),
                    "vfio_save_block|vfio_load_state_device_data",
                    ".* (up|down)",
                    "a device has as many bytes as it has; that the other end loads as many the pair of logs tells"));

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @Test
    void eachFalsificationIsNoticedOrHarmless() throws TraceFormatException {
        int tried = 0;
        int noticed = 0;
        Set<String> unexplained = new TreeSet<>();
        for (String name : List.of("recorded-source.log", "recorded-target.log")) {
            String log = Logs.read(name);
            assertThat(verdict(log)).as(name).isEqualTo("holds");
            for (Falsification one : Falsification.of(log)) {
                tried++;
                if (!verdict(one.text()).equals("holds")) {
                    noticed++;
                } else if (reason(one).isEmpty()) {
                    unexplained.add(name + ":" + (one.line() + 1) + " " + one);
                }
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(tried).isGreaterThan(500);
        assertThat(noticed).isGreaterThan(tried / 2);
    }

    /** What the single log cannot tell, both logs together do. */
    @Test
    void sizesAreNoticedByThePair() throws TraceFormatException {
        String source = Logs.read("recorded-source.log");
        String target = Logs.read("recorded-target.log");
        MigrationChecker checker = new MigrationChecker(ORACLES);
        List<Falsification> sizes = new ArrayList<>();
        Falsification.of(target).stream()
                .filter(one -> one.event().equals("vfio_load_state_device_data"))
                .filter(one -> one.kind() == Kind.SIZE || one.kind() == Kind.DELETE)
                .forEach(sizes::add);
        assertThat(sizes).hasSizeGreaterThan(4);
        for (Falsification one : sizes) {
            assertThat(checker.check("source", source, "target", one.text()).holds())
                    .as(one.toString())
                    .isFalse();
        }
    }

    private static Optional<Harmless> reason(Falsification one) {
        return HARMLESS.stream().filter(it -> it.covers(one)).findFirst();
    }

    private static String verdict(String log) {
        try {
            QemuReport report = CHECKER.check("log", log);
            if (!report.holds()) {
                return "violated";
            }
            return report.complete() && report.departures().isEmpty() ? "holds" : "named";
        } catch (TraceFormatException e) {
            return "unreadable";
        }
    }
}
