package dev.vmig.cli;

import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that selects a bundled driver. */
final class DriverChoice {
    @Option(
            names = "--driver",
            paramLabel = "NAME",
            description = {
                "contract (the default), linux, the id of a defect, such as K-11, all-faulty, or one of another shape:"
                        + " plain, pds, hisi, mlx5 or mtty, as in mlx5, mlx5-linux or mlx5+K-1.",
                "For vmig conform also a driver of a real kernel: linux-mtty or linux-virtio, which boot a stock"
                        + " kernel under QEMU, or agent:CMD for the agent of kernel/ on a host. docs/real-kernel.md tells"
                        + " what they take."
            })
    @Nullable
    String driver;

    @Option(
            names = "--features",
            paramLabel = "3|7",
            description =
                    "Features of contract or linux: 3 STOP_COPY+P2P, 7 +PRE_COPY (the default). All others have their"
                            + " own.")
    @Nullable
    FeatureSet features;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    Testee testee() {
        FeatureSet offered = features == null ? FeatureSet.STOP_COPY_P2P_PRE_COPY : features;
        String given = driver == null ? "contract" : driver;
        Choice known = new Choice(Drivers.names());
        String name = known.meant(given).orElse(given);
        if (!Drivers.offers(name, offered)) {
            throw misused("--features: " + offered.flags() + " (expected: 3 or 7, as the vfio-virtio driver has P2P)");
        }
        return Drivers.named(name, offered).orElseThrow(() -> misused(known.unknown("--driver", given)));
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
