package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.Opcode;
import dev.vmig.device.ControlCommand.SetMacTable;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a device can be configured with: the smallest and the largest are taken, what lies beyond is refused by name. */
class SettingsTest {
    private static final long MAC = 0x0605_0403_0202L;

    private static FaultPlan.Occurrence occurrence() {
        return FaultPlan.none().on(FaultPlan.OWNER, Opcode.LIST_USE, 1);
    }

    private static void refused(String message, ThrowingCallable setting) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void faults() {
        refused(
                "vf: -2 (expected: an index, or -1 for the owner)",
                () -> FaultPlan.none().on(-2, Opcode.LIST_USE, 1));
        refused("status: 0 (expected: 1 to 65535)", () -> occurrence().answers(0, 0));
        refused("qualifier: 65536 (expected: 0 to 65535)", () -> occurrence().answers(1, 0x10000));
        refused("usedLength: -1 (expected: 0 or more)", () -> occurrence().completesShort(-1));
        refused(
                "usedLength: 4294967296 (expected: 0 to 4294967295)",
                () -> occurrence().claims(1L << 32));
        refused("nanos: -1 (expected: 0 or more)", () -> occurrence().isDelayed(-1));
        assertThat(occurrence().completesShort(0).toString()).contains("CompletesShort", "LIST_USE");
        assertThat(occurrence().isDelayed(0).toString()).contains("Delayed");
    }

    @Test
    void commandHasOneFault() {
        FaultPlan one = occurrence().neverCompletes();
        assertThatThrownBy(() -> one.on(FaultPlan.OWNER, Opcode.LIST_USE, 1).ownerResets())
                .hasMessageEndingWith(": has a fault already");
    }

    @Test
    void latencies() {
        refused("commandNanos: -1 (expected: 0 or more)", () -> new LatencyModel(-1, 0, 0, 0, 0, 0));
        refused("commandJitterNanos: -1 (expected: 0 or more)", () -> new LatencyModel(0, -1, 0, 0, 0, 0));
        refused("dmaNanos: -1 (expected: 0 or more)", () -> new LatencyModel(0, 0, 0, -1, 0, 0));
        refused("interruptNanos: -1 (expected: 0 or more)", () -> new LatencyModel(0, 0, 0, 0, -1, 0));
        refused("resetNanos: -1 (expected: 0 or more)", () -> new LatencyModel(0, 0, 0, 0, 0, -1));
    }

    @Test
    void numbersOfAnOwner() {
        PfConfig config = PfConfig.of(1);
        refused("queuePairs: 0 (expected: 1 to 32767)", () -> config.withQueuePairs(0));
        refused("setLimit: 256 (expected: 0 to 255)", () -> config.withLimits(0, 256));
        refused("objectCapacity: 257 (expected: 0 to 256)", () -> config.withObjectCapacity(257));
    }

    /** Virtio 1.4, 5.1.6.5.2: two tables, and no more addresses in both together than the device has filters for. */
    @Test
    void addressesOfATable() {
        List<Long> half = Collections.nCopies(NetShape.MAX_MAC_FILTERS / 2, MAC);
        List<Long> more = Collections.nCopies(NetShape.MAX_MAC_FILTERS / 2 + 1, MAC);
        assertThat(new SetMacTable(half, half).unicast()).hasSize(NetShape.MAX_MAC_FILTERS / 2);
        assertThatThrownBy(() -> new SetMacTable(half, more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SetMacTable(List.of(1L << 48), List.of()))
                .hasMessageContaining("expected: 48 bits");
        assertThatThrownBy(() -> new SetMacTable(List.of(), List.of(1L << 48)))
                .hasMessageContaining("expected: 48 bits");
    }
}
