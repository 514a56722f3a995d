package dev.vmig.spec;

import static dev.vmig.spec.Model.holds;
import static dev.vmig.spec.Model.violates;

import java.util.List;

/** Models of the vfio-virtio driver beside those of {@link Model}: what drivers got wrong, and what becomes of images. */
final class DriverModels {
    private DriverModels() {}

    static List<Model> all() {
        return List.of(
                violates(
                        "MCVirtioVfK5",
                        "MCVirtioVf",
                        "a request that a reset has overtaken succeeds (K-5)",
                        "NoSuccessAfterResetAsked"),
                violates(
                        "MCVirtioVfK15",
                        "MCVirtioVf",
                        "a device that was closed while stopped is opened as RUNNING (K-15)",
                        "ModeFollowsState"),
                violates("MCVirtioVfH5", "MCVirtioVf", "a failed arc releases its object twice (H-5)", "ReleasedOnce"),
                violates(
                        "MCVirtioVfS2",
                        "MCVirtioVf",
                        "the mode has to end with a function-level reset (S-2)",
                        "ModeFollowsState"),
                holds(
                                "MCVirtioImages",
                                "MCVirtioImages",
                                "the driver is a device as live migration needs it",
                                43_112,
                                "Work ImagesNext")
                        .smoke(),
                violates("MCVirtioImagesFinal", "MCVirtioImages", "a final image can be read", "NeverFinal"),
                violates("MCVirtioImagesLoads", "MCVirtioImages", "a device can be loaded", "NeverLoaded"),
                violates(
                        "MCVirtioImagesWorks",
                        "MCVirtioImages",
                        "a device that has stopped does not change",
                        "ChangesOnlyWhileItMay"),
                violates(
                        "MCVirtioImagesOld",
                        "MCVirtioImages",
                        "the image of the running device is not the final one",
                        "FinalImageIsLast"),
                violates("MCVirtioImagesPartly", "MCVirtioImages", "an image is taken over whole", "LoadedIsGiven"));
    }
}
