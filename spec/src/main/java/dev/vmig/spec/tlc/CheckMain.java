package dev.vmig.spec.tlc;

import java.util.Arrays;
import java.util.Timer;
import java.util.TimerTask;
import tlc2.TLC;
import tlc2.TLCGlobals;

/**
 * TLC on one machine: {@code CheckMain PARENT MILLIS ARGUMENT...}, where every so many milliseconds a checkpoint is
 * written, never for 0, and the arguments are those of {@link TLC}. Its own option for that knows whole minutes only.
 */
public final class CheckMain {

    private CheckMain() {}

    /** Runs TLC, which ends the JVM. */
    public static void main(String[] args) throws Exception {
        Parent.endWith(args[0]);
        long every = Long.parseLong(args[1]);
        if (every > 0) {
            new Timer("checkpoints", true).schedule(new Checkpoint(), every, every);
        }
        TLC.main(Arrays.copyOfRange(args, 2, args.length));
    }

    /** Asks for a checkpoint and wakes the thread that writes it, which otherwise looks once a minute. */
    private static final class Checkpoint extends TimerTask {
        @Override
        public void run() {
            Object checker = TLCGlobals.mainChecker;
            if (checker != null) {
                synchronized (checker) {
                    TLCGlobals.forceChkpt();
                    checker.notifyAll();
                }
            }
        }
    }
}
