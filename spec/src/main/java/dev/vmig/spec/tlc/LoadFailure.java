package dev.vmig.spec.tlc;

import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecException.Kind;

/** Tells whether the module or its configuration is at fault when TLC refuses to load it. */
final class LoadFailure {

    private LoadFailure() {}

    static SpecException of(String module, String config, Throwable thrown, String[] messages) {
        String what = String.valueOf(thrown.getMessage());
        if (what.startsWith("Parsing or semantic analysis failed")) {
            return SpecException.ofReport(Kind.SPEC, module, String.join("\n", messages));
        }
        return SpecException.ofReport(Kind.CONFIG, config, what);
    }
}
