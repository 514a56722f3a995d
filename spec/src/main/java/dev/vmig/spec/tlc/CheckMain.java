package dev.vmig.spec.tlc;

import java.util.Arrays;
import tlc2.TLC;

/** TLC on one machine: {@code CheckMain PARENT ARGUMENT...}, where the arguments are those of {@link TLC}. */
public final class CheckMain {

    private CheckMain() {}

    /** Runs TLC, which ends the JVM. */
    public static void main(String[] args) throws Exception {
        Parent.endWith(args[0]);
        TLC.main(Arrays.copyOfRange(args, 1, args.length));
    }
}
