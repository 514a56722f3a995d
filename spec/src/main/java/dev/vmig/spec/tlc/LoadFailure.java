package dev.vmig.spec.tlc;

import dev.vmig.spec.SpecException;
import dev.vmig.spec.SpecException.Kind;
import java.util.Arrays;

/** Tells whether the module or its configuration is at fault when TLC refuses to load it. */
final class LoadFailure {

    private LoadFailure() {}

    static SpecException of(String module, Throwable thrown, String[] messages) {
        String printed = String.join("\n", messages);
        if (printed.contains("Parsing or semantic analysis failed") || printed.contains("*** ")) {
            return SpecException.ofReport(Kind.SPEC, module, printed);
        }
        return SpecException.ofReport(Kind.CONFIG, module, thrown + " | " + Arrays.toString(messages));
    }
}
