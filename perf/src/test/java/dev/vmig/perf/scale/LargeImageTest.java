package dev.vmig.perf.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartCursor;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is streamed arrives, and is an image; only then is there anything to measure. */
class LargeImageTest {
    /** It compares what the target holds with what the source held, and throws if they differ. */
    @Test
    void imageArrivesThroughBothFiles() throws ErrnoException {
        assertThat(LargeImage.stream(1 << 20)).isPositive();
        assertThat(LargeImage.stream(12 << 20))
                .as("beyond what is grown step by step")
                .isPositive();
    }

    @Test
    void imageIsFullOfParts() {
        LargeDevice device = LargeDevice.holding(1 << 20);
        int bytes = device.held().length - device.partsAt();
        assertThat(bytes).isEqualTo(1 << 20);
        assertThat(new PartCursor()
                        .wrap(device.held(), device.partsAt(), device.held().length)
                        .skipAll())
                .isEqualTo(64);
        assertThat(Arrays.hashCode(device.held()))
                .isEqualTo(Arrays.hashCode(LargeDevice.holding(1 << 20).held()));
    }
}
