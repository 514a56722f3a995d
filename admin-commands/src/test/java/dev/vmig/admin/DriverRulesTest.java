package dev.vmig.admin;

import static dev.vmig.admin.Fixture.read;
import static dev.vmig.admin.Fixture.write;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.CommandLog.Sent;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for drivers of Virtio 1.4, as invariants over all that a migration sends on both hosts. */
class DriverRulesTest {
    private static final int VFS = 3;

    /** A host whose device keeps to Virtio 1.4: capability commands are listed by the self group. */
    private static final class Host {
        final ScriptedOwner device = new ScriptedOwner();
        final CommandLog log = new CommandLog(device);
        final DevicePartsOwner owner;
        final VirtioDriver[] vfs = new VirtioDriver[VFS];
        Instant now = Instant.EPOCH;

        Host(DriverProfile profile, DriverOptions options) {
            device.sriovList = ~ScriptedOwner.CAPABILITIES;
            device.selfList = ScriptedOwner.CAPABILITIES | 1L << 40;
            device.getLimit = 3;
            device.setLimit = 200;
            if (profile.equals(DriverProfile.LINUX)) {
                device.sriovList = -1L;
            }
            device.image = parts();
            device.announced = device.image.length + 5L;
            owner = DevicePartsOwner.setUp(log, profile);
            for (int i = 0; i < VFS; i++) {
                vfs[i] = new VirtioDriver(owner, i, () -> {}, () -> now, options);
            }
        }
    }

    private static byte[] parts() {
        byte[] bytes = new byte[512];
        PartWriter parts = new PartWriter().wrap(bytes, 0, bytes.length);
        parts.devFeatures(1, 2)
                .drvFeatures(1, 0)
                .pciCommonCfg(PciCommonCfgField.NUM_QUEUES, 3)
                .deviceStatus(0xf)
                .vqCfg(0, 256, 1, 1, 0x1000, 0x2000, 0x3000)
                .vqNotify(0, 0, 0);
        return Arrays.copyOf(bytes, parts.length());
    }

    /** All that a migration may need, on both hosts, with a failure, a reset and a close. */
    private static List<List<Sent>> wholeMigration(DriverProfile profile, DriverOptions options) throws ErrnoException {
        Host source = new Host(profile, options);
        Host target = new Host(profile, options);
        source.vfs[1].stopCopyLength();
        DataFile out = source.vfs[1].setState(PRE_COPY).orElseThrow();
        DataFile in = target.vfs[2].setState(RESUMING).orElseThrow();
        target.vfs[2].stopCopyLength();
        write(in, read(out, 10_000));
        source.now = source.now.plusSeconds(2);
        out.precopyInfo();
        source.vfs[0].setState(STOP_COPY);
        source.device.failNext(Opcode.DEV_MODE_SET, 16);
        Fixture.failure(() -> source.vfs[1].setState(STOP_COPY));
        source.vfs[1].setState(STOP_COPY);
        write(in, read(out, 10_000));
        source.vfs[1].setState(STOP);
        target.vfs[2].setState(RUNNING);
        source.vfs[0].reset();
        target.vfs[0].setState(RESUMING);
        target.vfs[0].close();
        source.vfs[1].setState(RUNNING_P2P);
        return List.of(source.log.sent, target.log.sent);
    }

    @ParameterizedTest
    @DisplayName("Virtio 1.4: no rule for drivers is broken by what a whole migration sends, with and without options")
    @ValueSource(booleans = {false, true})
    @Tag("ADM-DRV-02")
    @Tag("ADM-DRV-04")
    @Tag("ADM-DRV-05")
    @Tag("ADM-DRV-06")
    @Tag("ADM-DRV-07")
    @Tag("ADM-DRV-11")
    @Tag("AVQ-DRV-02")
    @Tag("AVQ-DRV-03")
    @Tag("AVQ-DRV-04")
    @Tag("AVQ-DRV-07")
    @Tag("CAP-TXT-01")
    @Tag("CAP-DRV-01")
    @Tag("CAP-DRV-02")
    @Tag("CAP-DRV-05")
    @Tag("OBJ-TXT-01")
    @Tag("OBJ-TXT-03")
    @Tag("OBJ-DRV-01")
    @Tag("OBJ-DRV-02")
    @Tag("OBJ-DRV-03")
    @Tag("OBJ-DRV-05")
    @Tag("OBJ-DRV-06")
    @Tag("DP-TXT-01")
    @Tag("DP-DRV-01")
    @Tag("DP-DRV-02")
    @Tag("DP-DRV-04")
    @Tag("DP-DRV-05")
    @Tag("L-50")
    @Tag("L-113")
    void noRuleIsBroken(boolean described) throws ErrnoException {
        DriverOptions options = described ? DriverOptions.DEFAULT.withDescription(1) : DriverOptions.DEFAULT;
        for (List<Sent> log : wholeMigration(DriverProfile.CONTRACT, options)) {
            assertThat(log).hasSizeGreaterThan(12);
            assertThat(DriverRules.brokenBy(log, VFS)).isEmpty();
        }
    }

    @Test
    @DisplayName("K-14: Linux breaks the rules on lists of groups and on whole 64-bit units, and no other")
    void linux() throws ErrnoException {
        for (List<Sent> log : wholeMigration(DriverProfile.LINUX, DriverOptions.DEFAULT)) {
            assertThat(DriverRules.brokenBy(log, VFS)).containsExactly("ADM-DRV-07", "AVQ-DRV-03");
        }
    }

    /** Where in the log the nth command of a kind is; -1 if this host sends none. */
    private static int at(List<Sent> log, Opcode opcode, int nth) {
        int seen = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).opcode() == opcode && ++seen == nth) {
                return i;
            }
        }
        return -1;
    }

    private static Arguments changed(String rule, Opcode opcode, UnaryOperator<Sent> change) {
        UnaryOperator<List<Sent>> defect = log -> {
            int at = at(log, opcode, 1);
            if (at >= 0) {
                log.set(at, change.apply(log.get(at)));
            }
            return log;
        };
        return Arguments.of(rule, opcode + " changed", defect);
    }

    private static Arguments dropped(String rule, Opcode opcode, int... nths) {
        UnaryOperator<List<Sent>> defect = log -> {
            for (int nth : nths) {
                log.remove(at(log, opcode, nth));
            }
            return log;
        };
        return Arguments.of(rule, opcode + " dropped", defect);
    }

    private static Arguments moved(String rule, Opcode opcode, Opcode behind) {
        UnaryOperator<List<Sent>> defect = log -> {
            Sent early = log.remove(at(log, opcode, 1));
            log.add(at(log, behind, 1) + 1, early);
            return log;
        };
        return Arguments.of(rule, opcode + " behind " + behind, defect);
    }

    private static Arguments twice(String rule, Opcode opcode) {
        UnaryOperator<List<Sent>> defect = log -> {
            int at = at(log, opcode, 1);
            log.add(at, log.get(at));
            return log;
        };
        return Arguments.of(rule, opcode + " twice", defect);
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                dropped("ADM-DRV-07", Opcode.LIST_USE, 2),
                dropped("ADM-DRV-07", Opcode.LIST_USE, 1),
                dropped("ADM-DRV-02", Opcode.LIST_USE, 1, 1),
                changed("ADM-DRV-04", Opcode.LIST_USE, sent -> sent.withOutstanding(1)),
                changed("ADM-DRV-05", Opcode.LIST_USE, sent -> sent.withByte(30, 1)),
                changed("ADM-DRV-06", Opcode.LIST_USE, sent -> sent.withByte(24, 0xff)),
                changed("ADM-DRV-11", Opcode.RESOURCE_OBJ_CREATE, sent -> sent.withByte(16, 4)),
                changed("ADM-DRV-11", Opcode.DEV_MODE_SET, sent -> sent.withByte(16, 0)),
                changed(
                        "AVQ-DRV-02",
                        Opcode.RESOURCE_OBJ_CREATE,
                        sent -> sent.withCommand(Arrays.copyOf(sent.command(), 40))),
                changed("AVQ-DRV-03", Opcode.DEV_MODE_SET, sent -> sent.withCommand(Arrays.copyOf(sent.command(), 25))),
                changed("AVQ-DRV-03", Opcode.DEVICE_CAP_GET, sent -> sent.withCapacity(2)),
                changed("AVQ-DRV-04", Opcode.DEVICE_CAP_GET, sent -> sent.withCapacity(-8)),
                changed("CAP-TXT-01", Opcode.DEVICE_CAP_GET, sent -> sent.withByte(2, 1)),
                changed("CAP-TXT-01", Opcode.DRIVER_CAP_SET, sent -> sent.withByte(16, 1)),
                changed("CAP-DRV-02", Opcode.DRIVER_CAP_SET, sent -> sent.withByte(33, 4)),
                dropped("CAP-DRV-01", Opcode.DRIVER_CAP_SET, 1),
                dropped("OBJ-DRV-06", Opcode.DRIVER_CAP_SET, 1),
                moved("CAP-DRV-05", Opcode.DRIVER_CAP_SET, Opcode.RESOURCE_OBJ_CREATE),
                moved("OBJ-DRV-05", Opcode.DRIVER_CAP_SET, Opcode.RESOURCE_OBJ_CREATE),
                twice("OBJ-DRV-01", Opcode.RESOURCE_OBJ_CREATE),
                changed("OBJ-DRV-02", Opcode.DRIVER_CAP_SET, sent -> sent.withByte(32, 1)),
                changed("OBJ-TXT-01", Opcode.RESOURCE_OBJ_CREATE, sent -> sent.withByte(28, 3)),
                changed("OBJ-TXT-03", Opcode.RESOURCE_OBJ_CREATE, sent -> sent.withByte(32, 1)),
                twice("OBJ-DRV-03", Opcode.RESOURCE_OBJ_DESTROY),
                changed("OBJ-DRV-03", Opcode.DEV_PARTS_METADATA_GET, sent -> sent.withByte(28, 2)),
                changed("OBJ-DRV-03", Opcode.DEV_PARTS_METADATA_GET, sent -> sent.withByte(16, 1)),
                changed("DP-TXT-01", Opcode.RESOURCE_OBJ_CREATE, sent -> sent.withByte(40, 1)),
                dropped("DP-DRV-01", Opcode.DEV_MODE_SET, 1),
                changed("DP-DRV-02", Opcode.DEV_PARTS_SET, sent -> sent.withByte(32, 5)),
                changed("DP-DRV-04", Opcode.DEV_PARTS_METADATA_GET, sent -> sent.withCapacity(0)),
                changed("DP-DRV-05", Opcode.DEV_PARTS_GET, sent -> sent.withCapacity(64)),
                changed("L-50", Opcode.DEV_PARTS_METADATA_GET, sent -> sent.withByte(32, 1)),
                changed("L-50", Opcode.DEV_PARTS_GET, sent -> sent.withByte(32, 0)),
                changed("L-113", Opcode.DEV_PARTS_GET, sent -> sent.withOutstanding(1)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a log with one defect breaks the rule that it is about")
    @MethodSource("defects")
    void everyRuleCatches(String rule, String defect, UnaryOperator<List<Sent>> apply) throws ErrnoException {
        List<String> broken = new ArrayList<>();
        for (List<Sent> log : wholeMigration(DriverProfile.CONTRACT, DriverOptions.DEFAULT.withDescription(1))) {
            broken.addAll(DriverRules.brokenBy(apply.apply(new ArrayList<>(log)), VFS));
        }
        assertThat(broken).as(defect).contains(rule);
    }
}
