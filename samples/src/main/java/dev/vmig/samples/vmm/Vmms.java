package dev.vmig.samples.vmm;

import dev.vmig.conformance.vmmkit.ReferenceVmm;
import dev.vmig.conformance.vmmkit.VmmUnderTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bundled VMMs, by name. */
public final class Vmms {
    private Vmms() {}

    /** The reference, and each faulty one. */
    public static List<VmmUnderTest> all() {
        return Stream.concat(Stream.of(new ReferenceVmm()), FaultyVmm.ALL.stream())
                .toList();
    }

    /** Their names. */
    public static List<String> names() {
        return all().stream().map(VmmUnderTest::name).toList();
    }

    /** The VMM with a name. */
    public static Optional<VmmUnderTest> named(String name) {
        return all().stream().filter(vmm -> vmm.name().equals(name)).findFirst();
    }
}
