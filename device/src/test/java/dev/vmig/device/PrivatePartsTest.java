package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.PartsObjectKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** State that no part of Virtio 1.4 describes, and what parts cost. */
class PrivatePartsTest {
    private static final int BYTES = 32;
    private static final PartLatency COSTS = new PartLatency(100_000, 7_000, 300, 2_000, 5_000);
    private static final PfConfig CONFIG = PfConfig.of(1)
            .withLatency(new LatencyModel(1_000, 0, 0, 0, 0, 0, COSTS))
            .withPersonality(DevicePersonality.DEFAULT.withPrivateParts(new PrivateParts(3, BYTES)));

    private final Rig rig = Rig.ready(CONFIG);

    private static byte[] part(int index, int length) {
        byte[] bytes = new byte[PartHeader.LENGTH + length];
        new PartWriter().wrap(bytes, 0, bytes.length).begin(PrivateParts.TYPE, 0, index, length);
        Arrays.fill(bytes, PartHeader.LENGTH, bytes.length, (byte) 0x5a);
        return bytes;
    }

    private long nanos(byte[] command) {
        long start = rig.time.nanoTime();
        rig.ok(command);
        return rig.time.nanoTime() - start;
    }

    @Test
    void theyMigrateAsOtherPartsDo() {
        rig.createObjects(0);
        rig.pf.vf(0).changePrivateParts(0x1234, 1);
        byte[] image = rig.getAll(0);
        Rig other = Rig.ready(CONFIG.withSeed(1));
        other.createObjects(0);
        other.stop(0);
        other.ok(Cmd.set(1, Rig.SET_ID, image));
        assertThat(other.getAll(0)).isEqualTo(image);
        other.resume(0);
        assertThat(other.getAll(0)).isEqualTo(image);
        assertThat(other.pf.vf(0).describe()).contains("UNKNOWN selector 1: 3412000000000000");
    }

    @Test
    void changesOnlyWhileTheDeviceRunsAndAreGoneAfterAReset() {
        rig.createObjects(0);
        byte[] before = rig.getAll(0);
        rig.stop(0);
        rig.pf.vf(0).changePrivateParts(1, 0);
        assertThat(rig.getAll(0)).isEqualTo(before);
        rig.resume(0);
        rig.pf.vf(0).changePrivateParts(1, 0);
        assertThat(rig.getAll(0)).isNotEqualTo(before);
        rig.pf.vf(0).functionLevelReset(() -> {});
        assertThat(rig.getAll(0)).isEqualTo(before);
    }

    @Test
    void partOfAnotherLengthOrPlaceIsRefused() {
        rig.createObjects(0);
        rig.stop(0);
        assertThat(rig.call(Cmd.set(1, Rig.SET_ID, part(0, BYTES + 8))).status())
                .isNotEqualTo("0/0");
        assertThat(rig.call(Cmd.set(1, Rig.SET_ID, part(3, BYTES))).status()).isNotEqualTo("0/0");
        rig.ok(Cmd.set(1, Rig.SET_ID, part(2, BYTES)));
    }

    @Test
    void firstLoadAllocatesAndLaterOnesDoNotUntilAReset() {
        rig.createObjects(0);
        rig.stop(0);
        byte[] set = Cmd.set(1, Rig.SET_ID, part(0, BYTES));
        long each = 1_000 + 300 + 5 * (PartHeader.LENGTH + BYTES);
        assertThat(nanos(set)).isEqualTo(each + 7_000);
        assertThat(nanos(set)).isEqualTo(each);
        rig.pf.vf(0).functionLevelReset(() -> {});
        rig.stop(0);
        assertThat(nanos(set)).isEqualTo(each + 7_000);
    }

    @Test
    void queuesCostTheirOwnAndReadingCostsByTheByte() {
        rig.ok(Cmd.create(1, Rig.GET_ID, PartsObjectKind.GET));
        rig.ok(Cmd.create(1, Rig.SET_ID, PartsObjectKind.SET));
        byte[] image = rig.getAll(0);
        assertThat(nanos(Cmd.getAll(1, Rig.GET_ID))).isEqualTo(1_000 + 2 * (image.length + 8L));
        rig.stop(0);
        int parts = new PartCursor().wrap(image, 0, image.length).skipAll();
        assertThat(nanos(Cmd.set(1, Rig.SET_ID, image)))
                .isEqualTo(1_000 + 5L * 100_000 + 3 * 7_000 + 300L * parts + 5L * image.length);
    }

    @Test
    void costsAndSizesAreChecked() {
        assertThatThrownBy(() -> new PartLatency(0, 0, -1, 0, 0)).hasMessage("loadNanos: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> new PrivateParts(1, 7)).hasMessage("bytes: 7 (expected: at least 8)");
        assertThatThrownBy(() -> new PrivateParts(1 << 20, 1 << 10))
                .hasMessage("count: 1048576 of 1024 bytes (expected: at most 1 GiB together)");
    }
}
