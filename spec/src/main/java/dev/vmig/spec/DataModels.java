package dev.vmig.spec;

import static dev.vmig.spec.Model.holds;
import static dev.vmig.spec.Model.violates;
import static dev.vmig.spec.Model.without;

import java.util.List;
import java.util.stream.Stream;

/** The models of what a saving session gives to its reader: records and counters, parts, and what these leave out. */
final class DataModels {
    private static final String RING_ACTIONS = "Offer TakeBack Fetch Use Stop TakeOver BeginAgain";

    private static final String COUNTER_ACTIONS =
            "DeviceChanges InfoOnly InfoRefreshes InfoRenews StopDevice Arrive" + " Read ReadAtEnd Quiesce Unquiesce";

    private DataModels() {}

    static List<Model> all() {
        return Stream.of(records(), counters(), partialImages(), ringPosition())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Model> records() {
        return List.of(violates(
                "MCMigrationStreamH2",
                "MCMigrationStream",
                "Linux once took a command's status for data (H-2)",
                "RecordIsWhatWasReturned"));
    }

    private static List<Model> counters() {
        String module = "MCPreCopyCounters";
        return List.of(
                holds(
                                "MCPreCopyCounters",
                                module,
                                "the counters of pre-copy say what read delivers",
                                434,
                                without(COUNTER_ACTIONS, "InfoRenews Arrive"))
                        .smoke(),
                holds(
                        "MCPreCopyCountersRenewed",
                        module,
                        "and with images in flight and new initial data",
                        1_328,
                        COUNTER_ACTIONS),
                holds(
                        "MCPreCopyCountersInductive",
                        module,
                        "the counters' invariant is inductive",
                        22_921,
                        COUNTER_ACTIONS),
                violates("MCPreCopyCountersLimited", module, "a limiter can refuse a refresh", "NeverLimitedUnread"),
                violates("MCPreCopyCountersRenews", module, "initial data can come anew", "NeverRenewed"),
                violates("MCPreCopyCountersUnfair", module, "somebody has to read", "EndComes"),
                violates("MCPreCopyCountersK3", module, "Linux sets one counter only (K-3)", "BothAreSet"),
                violates(
                        "MCPreCopyCountersK10",
                        module,
                        "Linux does not count a new header (K-10)",
                        "CountersSayWhatIsRead"),
                violates(
                        "MCPreCopyCountersK11",
                        module,
                        "some drivers call a temporary end the end (K-11)",
                        "TemporaryEndIsNotZero"),
                violates(
                        "MCPreCopyCountersH4",
                        module,
                        "a draft kept silent about unread bytes (H-4)",
                        "UnreadIsReported"),
                violates(
                        "MCPreCopyCountersH8",
                        module,
                        "mlx5 once did not count a header in flight (H-8)",
                        "FlightIsCounted"),
                violates(
                        "MCPreCopyCountersH8End",
                        module,
                        "and saw an end before an image in flight (H-8)",
                        "NoMessageMeansNothing"));
    }

    private static List<Model> partialImages() {
        String module = "MCPartialImages";
        String actions = "Change Refresh Stop Arrive SwitchOver";
        return List.of(
                holds(module, module, "the parts that differ lead where whole images would", 16_605, actions)
                        .smoke(),
                holds(
                        "MCPartialImagesReplaces",
                        module,
                        "also with a device of which a whole image replaces all that it had",
                        16_605,
                        actions),
                violates(
                        "MCPartialImagesLeavesOut",
                        module,
                        "no part that has changed may be left out",
                        "TargetHasTheState"),
                violates(
                        "MCPartialImagesVanished",
                        module,
                        "when a part has vanished the image has to be a whole one",
                        "SameAsWholeImages"),
                violates(
                        "MCPartialImagesOldBase",
                        module,
                        "what differs is what differs from the image before",
                        "TargetHasTheState"),
                violates(
                        "MCPartialImagesFailed",
                        module,
                        "an image that was not sent is nothing to compare with",
                        "TargetHasTheState"),
                violates("MCPartialImagesPartly", module, "some of the parts can be enough", "NeverPartly"),
                violates(
                        "MCPartialImagesLeftOver",
                        module,
                        "what has vanished can stay at the target, as it can with whole images",
                        "NothingIsLeftOver"));
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
                holds("MCRingPositionSingle", module, "without chains, memory tells both", 8_856, compared)
                        .smoke(),
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
