package dev.vmig.spec.tlc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Timer;
import java.util.TimerTask;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;

/**
 * TLC on one machine, with checkpoints: {@code CheckpointMain PARENT LOCK MILLIS ARGUMENT...}, where a checkpoint is
 * written every so many milliseconds (TLC's own option for that knows whole minutes only), and the arguments are those
 * of {@link TLC}. Only one process at a time can have the file {@code LOCK}: two that wrote to the same folder would
 * spoil it.
 */
public final class CheckpointMain {

    private CheckpointMain() {}

    /** Runs TLC, which ends the JVM. */
    public static void main(String[] args) throws Exception {
        Parent.endWith(args[0]);
        try (FileChannel lock =
                FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            run(lock, args);
        }
    }

    private static void run(FileChannel lock, String[] args) throws Exception {
        if (!isMine(lock)) {
            TLCGlobals.tool = true;
            MP.printError(EC.GENERAL, args[1] + ": another TLC runs in this folder");
            System.exit(EC.ExitStatus.ERROR);
        }
        long every = Long.parseLong(args[2]);
        new Timer("checkpoints", true).schedule(new Checkpoint(), every, every);
        TLC.main(Arrays.copyOfRange(args, 3, args.length));
    }

    /** It is given back when the JVM ends. */
    private static boolean isMine(FileChannel lock) throws IOException {
        return lock.tryLock() != null;
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
