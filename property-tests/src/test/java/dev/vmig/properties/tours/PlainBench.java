package dev.vmig.properties.tours;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.properties.TestTraces;
import dev.vmig.properties.tours.TourEdge.Outcome;
import dev.vmig.samples.record.RunRecorder;
import dev.vmig.trace.TraceEvent;
import java.util.function.Consumer;

/** The driver that fails wherever the contract lets it. */
final class PlainBench implements TourBench {
    private final PlainDriver driver;
    private Runnable reset = () -> {};

    PlainBench(FeatureSet features) {
        this.driver = new PlainDriver(features);
    }

    @Override
    public VfioDevice open(Consumer<TraceEvent> sink) {
        VfioDevice watched = new RunRecorder("plain", () -> 0, trace().andThen(sink)).watch(driver, 0);
        reset = watched::reset;
        return watched;
    }

    private Consumer<TraceEvent> trace() {
        return TestTraces.of(0, "plain/vf0", "plain", driver.features().flags());
    }

    @Override
    public void prepare(TourEdge edge) {
        driver.failNext(edge);
        if (edge.outcome() == Outcome.OVERTAKEN) {
            driver.duringNext(reset);
        }
    }

    @Override
    public byte[] image() {
        return PlainFile.record(0, RecordHeader.TAG_DEVICE_DATA);
    }

    @Override
    public byte[] skipped() {
        return PlainFile.record(RecordHeader.FLAG_OPTIONAL, 99);
    }
}
