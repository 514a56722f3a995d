package dev.vmig.spec;

import static dev.vmig.spec.Model.holds;
import static dev.vmig.spec.Model.violates;
import static dev.vmig.spec.Model.without;

import java.util.List;
import java.util.stream.Stream;

/** The models of what a saving session gives to its reader: records and counters, and what parts leave out. */
final class DataModels {
    private static final String RING_ACTIONS = "Offer TakeBack Fetch Use Stop TakeOver BeginAgain";

    private DataModels() {}

    static List<Model> all() {
        return Stream.of(records(), ringPosition()).flatMap(List::stream).toList();
    }

    private static List<Model> records() {
        return List.of(violates(
                "MCMigrationStreamH2",
                "MCMigrationStream",
                "Linux once took a command's status for data (H-2)",
                "RecordIsWhatWasReturned"));
    }

    private static List<Model> ringPosition() {
        String module = "MCRingPosition";
        String compared = without(RING_ACTIONS, "TakeOver");
        return List.of(
                holds("MCRingPosition", module, "the memory of a split ring tells its position", 114_552, RING_ACTIONS),
                holds(
                        "MCRingPositionCarried",
                        module,
                        "a packed ring goes on if slot and wrap counter are carried",
                        34_176,
                        RING_ACTIONS),
                holds("MCRingPositionSlot", module, "with the slot, memory tells the wrap counter", 24_990, compared),
                holds("MCRingPositionSingle", module, "without chains, memory tells both", 8_856, compared),
                violates(
                        "MCRingPositionPacked",
                        module,
                        "the parts of Virtio 1.4 cannot carry a packed ring",
                        "MemoryTellsPosition"),
                violates("MCRingPositionWrap", module, "nor with the wrap counter alone", "MemoryTellsPosition"),
                violates(
                        "MCRingPositionLost",
                        module,
                        "who begins at slot 0 misses buffers, or uses them twice",
                        "SeesWhatIsOffered"),
                violates("MCRingPositionAlike", module, "two lives can leave the same", "NeverAlike"));
    }
}
